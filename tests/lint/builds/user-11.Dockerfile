# build: works
# then: python3 -c "import six"
FROM debian:11
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN useradd -m app
USER app
RUN pip3 install --user six
