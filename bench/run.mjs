#!/usr/bin/env node
// Prints how long the everyday commands take, warm, and where the time goes: node bench/run.mjs [RUNS]
// Works in a temporary directory with the sample settings; the launcher is built first where it has to be.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const home = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const launcher = path.join(home, "tollgate");
const runs = Number(process.argv[2] ?? 5);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "tollgate-bench-"));
const quiet = { ...process.env, TOLLGATE_TIMINGS: "1", NO_COLOR: "1" };

/** Runs a command once: its seconds and the "timing NAME MILLISECONDS" lines it wrote. */
function once(command, args) {
  const start = process.hrtime.bigint();
  const result = spawnSync(command, args, { cwd: scratch, env: quiet, encoding: "utf8" });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(`${command} ${args.join(" ")} ended with ${result.status}:\n${result.stderr}`);
  }
  const parts = new Map();
  for (const [, name, millis] of result.stderr.matchAll(/^timing (.+) (\d+)$/gm)) {
    parts.set(name, (parts.get(name) ?? 0) + Number(millis) / 1000);
  }
  return { seconds, parts };
}

/** A plan of many resources of four types, each replaced. */
function largePlan(resources) {
  const types = ["compute_instance", "storage_bucket", "storage_bucket_iam_member", "bigquery_dataset"];
  const changes = Array.from({ length: resources }, (_, i) => {
    const type = `google_${types[i % types.length]}`;
    const before = {
      name: `b${i}`, location: "US", role: "roles/viewer", member: "user:ada@acme.example",
      machine_type: "e2-medium", zone: "us-central1-a", dataset_id: `d${i}`,
    };
    const after = { ...before, location: "EU", lifecycle_rule: [{ condition: [{ age: 3 }] }] };
    const change = { actions: ["delete", "create"], before, after, after_unknown: { id: true } };
    return { address: `${type}.b${i}`, mode: "managed", type, name: `b${i}`, change };
  });
  return JSON.stringify({ format_version: "1.2", resource_changes: changes });
}

/** The gate's verdict on a plan in every format, one run each: their time and the most memory of one. */
function gate(plan, formats, seconds, megabytes) {
  fs.writeFileSync(path.join(scratch, "large.json"), plan);
  let total = 0;
  let most = 0;
  for (const format of formats) {
    const args = ["-f", "%e %M", launcher, "guard", "--plan", "large.json", "--format", format];
    const result = spawnSync("/usr/bin/time", args, { cwd: scratch, env: quiet, encoding: "utf8", maxBuffer: 1 << 26 });
    if (result.error) throw result.error;
    const [elapsed, kilobytes] = result.stderr.trim().split("\n").at(-1).split(" ").map(Number);
    console.log(`    guard --format ${format.padEnd(15)}${elapsed.toFixed(2).padStart(6)} s ${Math.round(kilobytes / 1024)} MB`);
    total += elapsed;
    most = Math.max(most, kilobytes / 1024);
  }
  const over = total > seconds * formats.length || most > megabytes ? "  OVER" : "";
  console.log(`    each within ${seconds.toFixed(1)} s and ${megabytes} MB, start of the JVM and estimate included${over}`);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** One line of the table, with a limit in seconds, and an indented line per part. */
function row(label, limit, command, args, prepare = () => {}) {
  const samples = Array.from({ length: runs }, () => {
    prepare();
    return once(command, args);
  });
  const seconds = median(samples.map((sample) => sample.seconds));
  const verdict = limit === undefined ? "" : `   limit ${limit.toFixed(1)}${seconds > limit ? "  OVER" : ""}`;
  console.log(`${label.padEnd(34)}${seconds.toFixed(2).padStart(6)} s${verdict}`);
  for (const name of new Set(samples.flatMap((sample) => [...sample.parts.keys()]))) {
    const part = median(samples.map((sample) => sample.parts.get(name) ?? 0));
    console.log(`    ${name.padEnd(30)}${part.toFixed(2).padStart(6)} s`);
  }
}

/** The price book by itself, in fresh JVMs with the launcher's compiler and without its archive. */
function priceBook(limit) {
  const classes = path.join(home, "target/classes");
  const made = spawnSync(`${java}c`, ["-cp", classes, "-d", scratch, path.join(home, "bench/PriceBookLoad.java")], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  const samples = Array.from({ length: runs }, () => {
    const args = ["-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classes + path.delimiter + scratch, "PriceBookLoad"];
    return spawnSync(java, args, { encoding: "utf8" }).stdout.match(/^(\S+) (\S+) (.*)$/m);
  });
  const [clock, processor] = [1, 2].map((at) => median(samples.map((sample) => Number(sample[at]))));
  console.log(`price book, regions read ${samples[0][3]}`);
  console.log(`    ${clock.toFixed(0)} ms by the clock, ${processor.toFixed(0)} ms of a processor   limit ${limit}${Math.min(clock, processor) > limit ? "  OVER" : ""}`);
}

const touched = path.join(home, "src/main/java/stacks/LakeStack.java");
const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, "bin/java") : "java";
try {
  fs.copyFileSync(path.join(home, "tollgate.yaml"), path.join(scratch, "tollgate.yaml"));
  once(launcher, ["synth"]);
  once(launcher, ["plan", "--sandbox"]);
  console.log(`median of ${runs} warm runs, ${os.cpus().length} processors; parts of a run may overlap`);
  row("a bare JVM", undefined, java, ["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-version"]);
  row("a bare Node", undefined, process.execPath, ["-e", "0"]);
  row("a bare terraform", undefined, "terraform", ["version"]);
  row("tollgate --help", 0.5, launcher, ["--help"]);
  row("tollgate synth", 1.5, launcher, ["synth"]);
  row("tollgate plan --sandbox", 4, launcher, ["plan", "--sandbox"]);
  priceBook(60);
  if (fs.existsSync("/usr/bin/time")) {
    console.log("2,000 resources");
    gate(largePlan(2000), ["text", "json", "markdown", "sarif", "junit", "html"], 3, 400);
  }
  row("tollgate --help, a class touched", 10, launcher, ["--help"], () =>
    fs.utimesSync(touched, new Date(), new Date()),
  );
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
