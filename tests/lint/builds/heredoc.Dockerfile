# build: fails
# then: python3 -c "import six"
FROM debian:12
RUN <<EOF
set -e
apt-get update
apt-get install -y --no-install-recommends python3-pip
pip3 install six
EOF
