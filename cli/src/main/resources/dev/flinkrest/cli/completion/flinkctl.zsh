#compdef flinkctl
# Completion of flinkctl for zsh: put it as _flinkctl into a directory of $fpath.
_flinkctl() {
    local line
    local -a candidates
    for line in "${(@f)$("${words[1]}" __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] && candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( $#candidates )); then
        _describe -V flinkctl candidates
    else
        _files
    fi
}
if [[ $funcstack[1] == _flinkctl ]]; then
    _flinkctl "$@"
else
    compdef _flinkctl flinkctl
fi
