# build: fails
# then: python3 -c "import six"
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN <<EOF
#!/bin/bash
set -euo pipefail
pip3 install six
EOF
