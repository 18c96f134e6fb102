# Kindred for a NAS: the server alone. README.md, “On a NAS”, says how it is started; packaging/server/ holds an example.

# Debian, as onnxruntime has no binary for Alpine's C library.
FROM node:24-bookworm-slim AS build
WORKDIR /kindred
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN node tools/build.ts screen \
  && npm prune --omit=dev \
  && rm -rf node_modules/onnxruntime-node/bin/napi-v*/darwin node_modules/onnxruntime-node/bin/napi-v*/win32

FROM node:24-bookworm-slim
WORKDIR /kindred
# ExifTool, which reads what photos say of themselves, is written in Perl; the slim image has its core alone. FFmpeg decodes videos.
RUN apt-get update && apt-get install -y --no-install-recommends perl ffmpeg && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production XDG_DATA_HOME=/data PHOTOS_ROOT=/photos
COPY --from=build /kindred/package.json ./
COPY --from=build /kindred/node_modules ./node_modules
COPY --from=build /kindred/app ./app
COPY --from=build /kindred/models ./models
COPY --from=build /kindred/migrations ./migrations
COPY --from=build /kindred/dist/renderer ./dist/renderer
RUN mkdir /data /photos && chown node:node /data
# The library lies in /data/Kindred. Photos are mounted in /photos, to be read only.
VOLUME /data
USER node
EXPOSE 8080
# Whatever it answers, it lives: without a session it refuses.
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/').then(() => process.exit(0), () => process.exit(1))"]
# Started without compose.yaml it needs `--restart unless-stopped`: nothing in here starts it again when it crashes.
# The options of app/platform/engine-options.mjs, for the reasons that stand there.
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=16", "--no-memory-reducer", "--expose-gc", "--v8-pool-size=0", "app/cli.ts"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
