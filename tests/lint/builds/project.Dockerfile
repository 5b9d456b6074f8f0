# build: fails
# then: python3 -c 'import sample'
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
COPY sample /src/sample
RUN pip3 install /src/sample
