# After a command that ended with exit status 1, pipwise says where the package belongs if pip was refused.
# Nothing is wrapped and nothing is started otherwise: this only looks at $status before the prompt.
if status is-interactive
    function __pipwise_after --on-event fish_postexec
        set -l code $status
        if test $code -eq 1; and string match -q '*pip*install*' -- $argv[1]; and isatty stderr
            and command -sq {pipwise}
            command {pipwise} guard offer -- $argv[1] </dev/null
        end
        return $code
    end
end
