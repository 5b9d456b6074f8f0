"""What Ansible's modules import on the managed host, by the name of the module or of its collection.

Source: the ``requirements`` that the modules of ansible 12.3.0 and ansible-core 2.19 document; the short names are those that
Ansible 2.9 had for them. Looked up 2026-11-26.
"""

from __future__ import annotations

_AWS = ("boto3", "botocore", "boto")
_KUBERNETES = ("kubernetes", "openshift", "pyyaml", "jsonpatch")
_COLLECTIONS: dict[str, tuple[str, ...]] = {
    "amazon.aws": _AWS,
    "community.aws": _AWS,
    "community.crypto": ("cryptography", "pyopenssl", "idna"),
    "community.dns": ("dnspython", "lxml"),
    "community.docker": ("docker", "docker-py", "requests", "pyyaml"),
    "community.hashi-vault": ("hvac",),
    "community.libvirt": ("libvirt-python", "lxml"),
    "community.mongodb": ("pymongo",),
    "community.mysql": ("pymysql", "mysqlclient"),
    "community.okd": _KUBERNETES,
    "community.postgresql": ("psycopg2", "psycopg2-binary", "ipaddress"),
    "community.proxmox": ("proxmoxer", "requests"),
    "community.proxysql": ("pymysql", "mysqlclient"),
    "community.rabbitmq": ("requests", "pika"),
    "community.vmware": ("pyvmomi",),
    "google.cloud": ("google-auth", "requests"),
    "grafana.grafana": ("requests",),
    "hetzner.hcloud": ("python-dateutil", "requests", "hcloud"),
    "kubernetes.core": _KUBERNETES,
    "kubevirt.core": _KUBERNETES,
    "netbox.netbox": ("pynetbox",),
    "openstack.cloud": ("openstacksdk",),
    "ovirt.ovirt": ("ovirt-engine-sdk-python",),
    "vmware.vmware": ("pyvmomi",),
}
_MODULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("expect", ("pexpect",)),
    ("consul", ("py-consul", "python-consul", "requests")),
    ("docker_", ("docker", "docker-py", "docker-compose", "requests", "pyyaml")),
    ("ec2", _AWS),
    ("github_repo", ("pygithub",)),
    ("gitlab_", ("python-gitlab", "requests")),
    ("htpasswd", ("passlib",)),
    ("influxdb_", ("influxdb", "requests")),
    ("jenkins_", ("python-jenkins", "urllib3")),
    ("k8s", _KUBERNETES),
    ("ldap_", ("python-ldap",)),
    ("mongodb_", ("pymongo",)),
    ("mysql_", ("pymysql", "mysqlclient", "mysql-python")),
    ("nsupdate", ("dnspython",)),
    ("openssl_", ("cryptography", "pyopenssl")),
    ("os_", ("openstacksdk", "shade")),
    ("postgresql_", ("psycopg2", "psycopg2-binary", "ipaddress")),
    ("proxmox", ("proxmoxer", "requests")),
    ("redis", ("redis", "certifi")),
    ("s3_", _AWS),
    ("snmp_facts", ("pysnmp",)),
    ("vmware_", ("pyvmomi",)),
    ("xml", ("lxml",)),
    ("znode", ("kazoo",)),
)
"""By how the short name begins; those of ansible.builtin and community.general have no other."""
_SHORT = ("", "ansible.builtin", "community.general")


def needed_by(module: str) -> tuple[str, ...]:
    """The projects that one or the other way through a module imports where it runs, as far as is known; PEP 503 names."""
    collection, _, name = module.rpartition(".")
    if collection not in _SHORT:
        return _COLLECTIONS.get(collection.replace("_", "-"), ())
    return next((projects for begins, projects in _MODULES if name.startswith(begins)), ())


def is_for_modules(project: str) -> bool:
    """Whether a project is one that some module asks for, and little else on a managed host does; PEP 503 name."""
    known = (*_COLLECTIONS.values(), *(projects for _, projects in _MODULES))
    return project not in _COMMON and any(project in projects for projects in known)


_COMMON = ("requests", "pyyaml", "lxml", "urllib3", "redis", "idna", "certifi", "cryptography")
"""Libraries that as many programs import."""
