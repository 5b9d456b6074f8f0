# build: fails
# then: python3 -c "import six"
FROM debian:12 AS test
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN pip3 install idna && touch /tested
FROM debian:13
COPY --from=test /tested /tested
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN pip3 install six
