# The standalone server: upload page, route, health checks, metrics. Variables: docs/operations.md.
#
#   docker build -t kombo-attachment-upload .
#   docker run --rm -p 3000:3000 -e KOMBO_API_KEY=… -e UPLOAD_TOKEN_SECRET=… kombo-attachment-upload

# What runs, and nothing more: the compiler is optional to a dependency. A layer that changes with the lock file only.
FROM node:20-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional --omit=peer

FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/build.mjs page library element

FROM node:20-slim
# No demo: a key that got lost must not become an open server that takes documents and drops them.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DEMO_MODE=off
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
# By bash, which is there: starting Node takes 80 MB each time, and on a busy machine longer than a check may wait.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]"]
ENTRYPOINT ["node", "dist/bin.js"]
