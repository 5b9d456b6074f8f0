# build: fails
# then: python3 -c "import six, idna"
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN <<SCRIPT
set -eu
# what the application needs
pip3 install six
pip3 install idna
SCRIPT
