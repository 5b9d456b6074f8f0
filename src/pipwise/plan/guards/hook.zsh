# After a command that ended with exit status 1, pipwise says where the package belongs if pip was refused.
# Nothing is wrapped and nothing is started otherwise: this only looks at $? before the prompt.
if [[ -o interactive ]]; then
    function __pipwise_before { __pipwise_line=$1 }
    function __pipwise_after {
        local code=$? line=${__pipwise_line-}
        __pipwise_line=
        if [[ $code == 1 && -t 2 && $line == *pip*install* ]] && whence -p {pipwise} >/dev/null; then
            command {pipwise} guard offer -- "$line" </dev/null
        fi
        return $code
    }
    (( ${preexec_functions[(I)__pipwise_before]} )) || preexec_functions+=(__pipwise_before)
    (( ${precmd_functions[(I)__pipwise_after]} )) || precmd_functions+=(__pipwise_after)
fi
