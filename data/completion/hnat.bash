# Completion of hnat for bash. Put it where bash-completion looks, or source it:
#   hnat completion bash > ~/.local/share/bash-completion/completions/hnat
#   source <(hnat completion bash)
# hnat itself says what may stand at the cursor: `hnat __complete WORDS…`.

# The words before the cursor as hnat would get them: bash splits them at = and : and keeps quotes.
_hnat_words() {
    local rest=${COMP_LINE:0:COMP_POINT} i word
    words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        local trimmed=${rest#"${rest%%[![:space:]]*}"}
        word=${COMP_WORDS[i]}
        ((i < COMP_CWORD)) || word=$trimmed
        if ((i > 0)) && [[ $trimmed == "$rest" ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        rest=${trimmed#"$word"}
    done
    for i in "${!words[@]}"; do
        word=${words[i]}
        [[ $word != \"* ]] || { word=${word#\"} && word=${word%\"}; }
        [[ $word != \'* ]] || { word=${word#\'} && word=${word%\'}; }
        word=${word/#\~\//$HOME/}
        words[i]=${word//\\/}
    done
}

_hnat() {
    local words line todo typed kept width=0 word note
    local -a candidates=() notes=()
    _hnat_words
    typed=${words[-1]}
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $todo ]]; then
            todo=$line
            continue
        fi
        word=${line%%$'\t'*}
        note=
        [[ $line != *$'\t'* ]] || note=${line#*$'\t'}
        candidates+=("$word")
        notes+=("$note")
        ((${#word} <= width)) || width=${#word}
    done < <("${words[0]}" __complete "${words[@]:1}" 2>/dev/null)

    case $todo in
    :files) mapfile -t candidates < <(compgen -f -- "$typed") && compopt -o filenames ;;
    :folders) mapfile -t candidates < <(compgen -d -- "$typed") && compopt -o filenames ;;
    :glued) compopt -o nospace ;;
    esac

    # Readline replaces what comes after the last = or : only.
    kept=
    [[ $COMP_WORDBREAKS == *:* && $typed == *:* ]] && kept=${typed%"${typed##*:}"}
    [[ $COMP_WORDBREAKS == *=* && ${typed#"$kept"} == *=* ]] && kept=${typed%"${typed##*=}"}
    if ((${#candidates[@]} == 1)) || [[ $todo != : ]]; then
        COMPREPLY=("${candidates[@]#"$kept"}")
        return
    fi
    # Several: each with its note. Readline inserts what all have in common, which is never a part of a note.
    local i
    for i in "${!candidates[@]}"; do
        word=${candidates[i]#"$kept"}
        note=${notes[i]}
        if [[ -n $note ]]; then
            printf -v word '%-*s  (%s)' "$((width - ${#kept}))" "$word" "$note"
            ((${#word} <= ${COLUMNS:-80} - 2)) || word=${word:0:${COLUMNS:-80}-3}…
        fi
        COMPREPLY+=("$word")
    done
}

complete -o nosort -F _hnat hnat
