# One image for web, worker, beat and the one-shot commands; docker-compose.yml says which is which.

FROM python:3.11-slim AS packages
COPY requirements/runtime.txt /
RUN python -m venv /opt/rollcall \
    && /opt/rollcall/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /runtime.txt

FROM python:3.11-slim
ENV PATH=/opt/rollcall/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin rollcall
COPY --from=packages /opt/rollcall /opt/rollcall
WORKDIR /srv/rollcall
COPY . .
RUN install -d -o rollcall -m 700 var/evidence
# Collects what production serves; the environment is made up for this line and kept nowhere.
RUN SECRET_KEY=only-for-this-line ALLOWED_HOSTS=localhost DATABASE_URL=postgres://nobody@localhost/none \
    EMAIL_URL=smtp://localhost python manage.py collectstatic --noinput
USER rollcall
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000"]
