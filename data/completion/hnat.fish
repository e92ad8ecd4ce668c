# Completion of hnat for fish. Put it where fish looks, or source it:
#   hnat completion fish > ~/.config/fish/completions/hnat.fish
#   hnat completion fish | source
# hnat itself says what may stand at the cursor: `hnat __complete WORDS…`.

function __hnat_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    set -l program $before[1]
    set -e before[1]
    set -l lines (command $program __complete $before "$typed" 2>/dev/null)
    switch "$lines[1]"
        case :files
            __fish_complete_path "$typed"
        case :folders
            __fish_complete_directories "$typed"
        case '*'
            set -e lines[1]
            printf '%s\n' $lines
    end
end

complete -c hnat -f -a '(__hnat_complete)'
