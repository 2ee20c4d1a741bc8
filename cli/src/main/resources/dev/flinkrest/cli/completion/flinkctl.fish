# Completion of flinkctl for fish: put it into ~/.config/fish/completions.
function __flinkctl_complete
    set -l words (commandline -opc)
    set -l found ($words[1] __complete -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c flinkctl -f -k -a '(__flinkctl_complete)'
