# Completion of flinkctl for bash: source this file, or put it among bash's completions.
_flinkctl() {
    local word rest quoted
    COMPREPLY=()
    while IFS=$'\t' read -r word rest; do
        printf -v quoted '%q' "$word"
        COMPREPLY+=("$quoted")
    done < <("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -o nosort -F _flinkctl flinkctl 2>/dev/null || complete -o default -F _flinkctl flinkctl
