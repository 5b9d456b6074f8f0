# build: works
# then: test -e /wheels/six-*.whl
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN pip3 download --dest /wheels six
