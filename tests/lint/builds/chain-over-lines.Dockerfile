# build: fails
# then: python3 -c "import six, idna"
FROM debian:trixie
LABEL maintainer="someone"
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update \
    # what the application needs
    && apt-get install -y --no-install-recommends \
        python3 \
        python3-pip \
    && pip install six \
    && pip install "idna>=3" \
    && apt-get clean \
    && rm -rf /var/lib/apt/lists/*
