# After a command that ended with exit status 1, pipwise says where the package belongs if pip was refused.
# Nothing is wrapped and nothing is started otherwise: this only looks at $? before the prompt.
if [[ $- == *i* ]]; then
    function __pipwise_after {
        local status=$? line
        if [[ $status == 1 && -t 2 ]]; then
            line=$(HISTTIMEFORMAT='' builtin history 1)
            if [[ $line != "${__pipwise_seen-}" && $line == *pip*install* ]] && type -P {pipwise} >/dev/null; then
                command {pipwise} guard offer -- "${line#*[0-9][\* ] }" </dev/null
            fi
            __pipwise_seen=$line
        fi
        return $status
    }
    [[ ${PROMPT_COMMAND-} == *__pipwise_after* ]] ||
        PROMPT_COMMAND="__pipwise_after${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}"
fi
