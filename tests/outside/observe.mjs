// What Mozilla's Observatory says of pages of one host, each for itself (its own command asks for the first page alone):
//   node tests/outside/observe.mjs FOLDER https://host:port /a/ /b/     FOLDER: where npm has put it
// A line for each page: score, status, path, and what took points away. Ends with 1 when a page has fewer than 135.
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const [folder, base, ...paths] = process.argv.slice(2), { hostname, port } = new URL(base);
const home = resolve(folder, "node_modules/@mdn/mdn-http-observatory"), preloaded = `${home}/conf/hsts-preload.json`;
if (!existsSync(preloaded)) writeFileSync(preloaded, "{}"); // a list it would download: no site of one's own is on it
const [{ retrieve }, { ALL_TESTS }, { getScoreModifier }] = await Promise.all(
  ["retriever/retriever", "constants", "grader/grader"].map((name) => import(`${home}/src/${name}.js`)),
);
for (const path of paths) {
  const found = await retrieve(hostname, { path, httpsPort: +port || 443, httpPort: +process.env.HTTP_PORT || 8080 });
  const results = ALL_TESTS.map((test) => test(found).result), points = results.map((result) => getScoreModifier(result));
  const score = points.reduce((sum, more) => sum + more, 100), lost = results.filter((_, at) => points[at] < 0);
  console.log(score, found.responses.auto?.status, path, ...lost);
  if (score < 135) process.exitCode = 1;
}
