# build: fails
# then: python3 -c "import six"
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
WORKDIR /app
COPY requirements.txt .
RUN if [ -f requirements.txt ]; then pip3 install -r requirements.txt; fi
