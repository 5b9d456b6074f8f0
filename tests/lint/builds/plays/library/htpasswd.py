"""Stands for the module of that name: it imports what that one does, and looks for nothing else."""

import passlib
from ansible.module_utils.basic import AnsibleModule

if __name__ == "__main__":
    module = AnsibleModule(
        argument_spec={key: {"type": "str", "no_log": False} for key in ("name", "db", "path", "password")}
    )
    module.exit_json(changed=False, imported=[one.__name__ for one in (passlib,)])
