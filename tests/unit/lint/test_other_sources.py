"""Every other kind of CI file, container file and playbook: which calls are in it, on which line, and what will happen."""

import pytest

from tests.unit.lint.judging import Verdicts, verdicts

FILES: dict[str, tuple[str, str, Verdicts]] = {
    "bitbucket": (
        "bitbucket-pipelines.yml",
        """\
image: python:3.12
pipelines:
  default:
    - step:
        image: debian:12
        script:
          - apt-get update && apt-get install -y python3-pip
          - pip3 install six
    - parallel:
        - step:
            script:
              - pip install six
""",
        [(8, "pip3 install six", "refused"), (12, "pip install six", "allowed")],
    ),
    "drone": (
        ".drone.yml",
        """\
kind: pipeline
steps:
  - name: a
    image: alpine:3.20
    commands:
      - apk add py3-pip
      - pip install six
---
kind: pipeline
steps:
  - name: b
    image: python:3.12
    commands: [pip install six]
""",
        [(7, "pip install six", "refused"), (13, "pip install six", "allowed")],
    ),
    "woodpecker": (
        ".woodpecker/test.yml",
        """\
steps:
  a:
    image: alpine:3.18
    commands:
      - apk add py3-pip
      - pip install six
""",
        [(6, "pip install six", "risky")],
    ),
    "read-the-docs": (
        ".readthedocs.yaml",
        """\
build:
  os: ubuntu-24.04
  tools:
    python: '3.12'
  jobs:
    post_install:
      - pip install six
""",
        [(7, "pip install six", "allowed")],
    ),
    "packages of a task": (
        "tasks/main.yml",
        """\
- package:
    name: python3-pip
- pip:
    requirements: /srv/r.txt
    virtualenv: /srv/venv
- pip: {name: six, executable: /opt/app/bin/pip}
""",
        [
            (3, "/srv/venv/bin/pip install -r /srv/r.txt", "allowed"),
            (6, "/opt/app/bin/pip install six", "allowed"),
        ],
    ),
    "gitlab-ci": (
        ".gitlab-ci.yml",
        """\
image: python:3.12
variables:
  BASE: "debian:12"
stages: [build]
default:
  before_script:
    - apt-get update && apt-get install -y python3-pip
.tpl:
  image: $BASE
  script:
    - pip3 install ansible
build:
  extends: .tpl
other:
  script:
    - pip install x
  before_script: []
alp:
  image: {name: "alpine:3.20", entrypoint: [""]}
  before_script:
    - apk add py3-pip
  script:
    - !reference [.tpl, script]
    - |
      python3 -m venv v
      . v/bin/activate
    - pip install black
nov:
  image: unknown.example/foo
  script: [pip install y]
""",
        [
            (11, "pip3 install ansible", "refused"),
            (16, "pip install x", "allowed"),
            (11, "pip3 install ansible", "refused"),
            (27, "pip install black", "allowed"),
            (30, "pip install y", "unknown"),
        ],
    ),
    "circleci": (
        ".circleci/config.yml",
        """\
version: 2.1
executors:
  deb: {docker: [{image: "debian:bookworm"}]}
jobs:
  a:
    executor: deb
    steps:
      - checkout
      - run: apt-get update && apt-get install -y python3-pip python3-venv
      - run:
          name: x
          command: |
            pip3 install foo
  b:
    machine: {image: "ubuntu-2204:2024.01.1"}
    steps: [{run: "pip install bar"}]
  c:
    docker: [{image: "cimg/python:3.11"}]
    steps: [{run: "pip install bar"}]
""",
        [
            (13, "pip3 install foo", "refused"),
            (16, "pip install bar", "allowed"),
            (19, "pip install bar", "allowed"),
        ],
    ),
    "compose": (
        "docker-compose.yml",
        """\
services:
  a:
    image: debian:12
    command: ["pip", "install", "x"]
  b:
    build:
      dockerfile_inline: |
        FROM ubuntu:24.04
        RUN apt-get update && apt-get install -y python3-pip
        RUN pip3 install flask
""",
        [(4, "pip install x", "fails"), (10, "pip3 install flask", "refused")],
    ),
    "azure-pipelines": (
        "azure-pipelines.yml",
        """\
pool: {vmImage: ubuntu-latest}
steps:
- script: pip install a
- task: UsePythonVersion@0
- script: |
    pip install b
""",
        [(3, "pip install a", "risky"), (6, "pip install b", "allowed")],
    ),
    "azure-pipelines, an image by a variable": (
        "azure-pipelines.yml",
        """\
variables: {vm: ubuntu-latest}
jobs:
- pool: {vmImage: $(vm)}
  variables: [{name: mac, value: macos-15}, {group: more}]
  steps:
  - script: pip3 install a
- pool: {vmImage: $(mac)}
  variables: [{name: mac, value: macos-15}, {group: more}]
  steps:
  - script: pip3 install b
- pool: {vmImage: $(other)}
  steps:
  - script: pip3 install c
""",
        [
            (6, "pip3 install a", "risky"),
            (10, "pip3 install b", "refused"),
            (13, "pip3 install c", "unknown"),
        ],
    ),
    "circleci, a machine": (
        ".circleci/config.yml",
        """\
jobs:
  a:
    machine: {image: 'ubuntu-2404:current'}
    steps:
      - run: pip3 install a
""",
        [(5, "pip3 install a", "allowed")],
    ),
    "a document with a build that is not named so": (
        "README.md",
        """\
```
# syntax=docker/dockerfile:1
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install a
```
""",
        [(5, "pip3 install a", "refused")],
    ),
    "cloud-init": (
        "user-data",
        """\
#cloud-config
packages: [python3-pip]
runcmd:
  - pip3 install boto3
  - [pip3, install, awscli]
""",
        [(4, "pip3 install boto3", "unknown"), (5, "pip3 install awscli", "unknown")],
    ),
    "travis": (
        ".travis.yml",
        """\
dist: noble
language: cpp
install: pip install --user x
""",
        [(3, "pip install --user x", "refused")],
    ),
    "play": (
        "site.yml",
        """\
- hosts: all
  become: yes
  tasks:
    - name: pkgs
      apt:
        name: [python3-pip, python3-venv]
        state: present
    - name: one
      pip:
        name: docker
    - pip: name=six state=latest
    - ansible.builtin.pip:
        name: "{{ item }}"
        virtualenv: /opt/app
        virtualenv_command: python3 -m venv
      loop: [a, b]
    - pip:
        name: x
        break_system_packages: true
    - name: marker
      file:
        path: "/usr/lib/python3.11/{{ item }}"
        state: absent
      with_items: [EXTERNALLY-MANAGED]
    - shell: pip3 install y && echo ok
      when: ansible_distribution == "Debian"
""",
        [
            (8, "pip3 install docker", "unknown"),
            (11, "pip3 install --upgrade six", "unknown"),
            (12, "/opt/app/bin/pip install a b", "allowed"),
            (17, "pip3 install x", "risky"),
            (25, "pip3 install y", "risky"),
        ],
    ),
    "role": (
        "roles/x/tasks/main.yml",
        """\
---
- name: z
  pip:
    name:
      - foo
      - bar
    extra_args: --break-system-packages
  environment:
    PIP_INDEX_URL: http://x
{% if foo %}
- command: pip install q
{% endif %}
""",
        [(2, "pip3 install --break-system-packages foo bar", "risky"), (11, "pip install q", "unknown")],
    ),
    "jenkinsfile": (
        "Jenkinsfile",
        """\
pipeline {
  agent { docker { image 'debian:12' args '-u root' } }
  stages { stage('a') { steps {
    sh 'apt-get update && apt-get install -y python3-pip'
    sh \"""
      pip3 install "foo>=1"
      python3 -m venv v
      . v/bin/activate
      pip install bar
    \"""
    sh(script: "pip3 install baz", returnStdout: true)
  } } }
}
""",
        [
            (6, "pip3 install foo>=1", "refused"),
            (9, "pip install bar", "allowed"),
            (11, "pip3 install baz", "refused"),
        ],
    ),
    "devcontainer": (
        ".devcontainer/devcontainer.json",
        """\
// c
{
	"name": "x", // http://foo
	"image": "mcr.microsoft.com/devcontainers/python:3.12-bookworm",
	"postCreateCommand": "pip install -r requirements.txt",
	"postStartCommand": {"a": ["pip", "install", "x"], "b": "sudo pip install y"},
}
""",
        [
            (5, "pip install -r requirements.txt", "allowed"),
            (6, "pip install x", "allowed"),
            (6, "sudo pip install y", "allowed"),
        ],
    ),
    "vagrant": (
        "Vagrantfile",
        """\
Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.provision "shell", inline: <<-SHELL
    apt-get update
    apt-get install -y python3-pip
    pip3 install flask
  SHELL
end
""",
        [(6, "pip3 install flask", "refused")],
    ),
    "packer": (
        "a.pkr.hcl",
        """\
source "docker" "x" {
  image = "ubuntu:24.04"
}
build { provisioner "shell" { inline = [
  "apt-get update && apt-get install -y python3-pip",
  "pip3 install \\"foo\\"",
] } }
""",
        [(6, "pip3 install foo", "refused")],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_calls_of_a_file_and_what_will_happen(name: str) -> None:
    path, text, expected = FILES[name]
    assert verdicts(path, text) == expected
