# Kommunegraf as an image: docker build -t kommunegraf . (docs/operations.md says how it is run)
FROM python:3.11-slim AS build
WORKDIR /source
COPY . .
RUN apt-get update -q && apt-get install -y -q --no-install-recommends make nodejs npm && make client
RUN python -m venv /opt/kommunegraf && /opt/kommunegraf/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.11-slim
COPY --from=build /opt/kommunegraf /opt/kommunegraf
RUN useradd --system --create-home --home-dir /var/lib/kommunegraf kommunegraf
USER kommunegraf
ENV PATH=/opt/kommunegraf/bin:$PATH \
    KOMMUNEGRAF_STORE=/var/lib/kommunegraf \
    KOMMUNEGRAF_SERVE_HOST=0.0.0.0
VOLUME /var/lib/kommunegraf
EXPOSE 8700
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8700/health', timeout=3)"]
ENTRYPOINT ["kommunegraf"]
CMD ["serve"]
