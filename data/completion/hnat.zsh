#compdef hnat
# Completion of hnat for zsh. Put it as _hnat into a folder of $fpath, or source it after compinit:
#   hnat completion zsh > ~/.zfunc/_hnat
#   source <(hnat completion zsh)
# hnat itself says what may stand at the cursor: `hnat __complete WORDS…`.

_hnat() {
    local -a before lines list
    local line todo word
    before=(${(Q)words[2,CURRENT-1]})
    before=(${before/#\~\//$HOME/})
    word=${(Q)PREFIX}
    lines=("${(@f)$(${(Q)words[1]} __complete "${before[@]}" "$word" 2>/dev/null)}")
    todo=$lines[1]
    for line in $lines[2,-1]; do
        if [[ $line == *$'\t'* ]]; then
            list+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
        else
            list+=("${line//:/\\:}")
        fi
    done
    case $todo in
    :files) _files ;;
    :folders) _files -/ ;;
    :glued) _describe -V hnat list -S '' ;;
    *) (( $#list )) && _describe -V hnat list ;;
    esac
}

if [[ $funcstack[1] == _hnat ]]; then
    _hnat "$@"
else
    compdef _hnat hnat
fi
