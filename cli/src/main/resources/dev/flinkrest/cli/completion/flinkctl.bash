# Completion of flinkctl for bash: source this file, or put it among bash's completions.
_flinkctl() {
    local line=${COMP_LINE:0:COMP_POINT} word rest
    COMPREPLY=()
    while IFS=$'\t' read -r word rest; do
        # within quotes, nothing need be quoted
        [[ ${COMP_WORDS[COMP_CWORD]} == [\"\']* ]] || printf -v word '%q' "$word"
        COMPREPLY+=("$word")
    done < <("${COMP_WORDS[0]}" __complete --line "$line" --breaks "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -o default -o nosort -F _flinkctl flinkctl 2>/dev/null || complete -o default -F _flinkctl flinkctl
