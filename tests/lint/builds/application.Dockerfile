# build: fails
# then: python3 app | grep ready
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
EXPOSE 8000
CMD ["python3", "app"]
