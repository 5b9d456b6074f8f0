# build: fails
# then: python3 -c 'import sample'
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
COPY sample /src/sample
WORKDIR /src/sample
RUN pip3 install -e .
