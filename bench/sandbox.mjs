#!/usr/bin/env node
// Prints what 100, 1,000 and 3,000 resources in the sandbox take, as a ratio to what terraform needs by itself for as
// many terraform_data in the same run, and the sandbox's own share:
// node bench/sandbox.mjs [--local] [--alone | --plans] [COUNT…].
// As a rule the sandbox's resources are a synthesized stack, as tollgate and cdktf run it; with --local they are a
// configuration of one's own with a local state, as that of the terraform_data. With --alone there are no terraform_data,
// which take minutes from 3,000 on. With --plans there are first plans only, of each type by itself, taken in turns five
// times: their medians show how what terraform itself needs goes by the size of a type. Linux only: it reads /proc.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(import.meta.url);
const home = path.dirname(path.dirname(script));
const LIMIT = 1.5;
const ROUNDS = 5;
const TICKS = 100; // per second, in /proc: the kernel's USER_HZ

/** Five types of the sample stacks, one after the other, so that no type's own cost decides. */
const SIMULATED = [
  ["google_storage_bucket", (n) => ({ name: `bench-${n}`, location: "EU", labels: { n: `${n}` } })],
  ["google_service_account", (n) => ({ account_id: `bench-${n}` })],
  ["google_project_iam_member", (n) => ({ project: "bench", role: "roles/viewer", member: `user:u${n}@example.com` })],
  ["google_bigquery_dataset", (n) => ({ dataset_id: `bench_${n}`, location: "EU" })],
  ["google_secret_manager_secret", (n) => ({ secret_id: `bench-${n}`, replication: [{ auto: [{}] }] })],
];

/** Types about as large as terraform_data. */
const SMALL = [
  ["google_project_service", (n) => ({ project: "bench", service: `s${n}.googleapis.com` })],
  ["google_storage_bucket_iam_member", (n) => ({ bucket: `b${n}`, role: "roles/viewer", member: `user:u${n}@example.com` })],
];

const DATA = ["terraform_data", (n) => ({ input: `bench-${n}` })];

function configuration(count, kinds) {
  const resource = {};
  for (let n = 0; n < count; n++) {
    const [type, of] = kinds[n % kinds.length];
    (resource[type] ??= {})[`r${n}`] = of(n);
  }
  return { provider: { google: { project: "bench", region: "europe-west1" } }, resource };
}

/** Seconds of processor time: of this process's ended children, and of the sandbox's process. */
function processor(pid) {
  const stat = (of) => fs.readFileSync(`/proc/${of}/stat`, "utf8").replace(/^.*\) /s, "").split(" ").map(Number);
  const self = stat("self");
  const sandbox = stat(pid);
  return { terraform: (self[13] + self[14]) / TICKS, sandbox: (sandbox[11] + sandbox[12]) / TICKS };
}

/** How a user runs terraform without a sandbox: the variables are taken away that `sandbox exec` adds. */
const PLAIN = { file: "main.tf.json", terraform: process.env.BENCH_TERRAFORM, env: JSON.parse(process.env.BENCH_ENV ?? "{}") };
/** The sandbox's terraform, in a synthesized stack. */
const STACK = { file: "cdk.tf.json", terraform: process.env.TERRAFORM_BINARY_NAME, env: process.env };
/** The real one told of the sandbox. */
const LOCAL = { ...STACK, file: "main.tf.json", terraform: process.env.BENCH_TERRAFORM };

function step(directory, way, args, pid) {
  const before = processor(pid);
  const start = process.hrtime.bigint();
  const run = spawnSync(way.terraform, args, { cwd: directory, env: way.env, encoding: "utf8", maxBuffer: 1 << 28 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.status !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${run.status}:\n${run.stderr}`);
  const after = processor(pid);
  return { seconds, terraform: after.terraform - before.terraform, sandbox: after.sandbox - before.sandbox };
}

function cycle(directory, way, content, pid) {
  prepared(directory, way, content, pid);
  return {
    plan: step(directory, way, ["plan", "-input=false", "-out=plan"], pid),
    apply: step(directory, way, ["apply", "-input=false", "plan"], pid),
    "plan again": step(directory, way, ["plan", "-input=false", "-detailed-exitcode"], pid),
    destroy: step(directory, way, ["destroy", "-input=false", "-auto-approve"], pid),
  };
}

/** A directory with a configuration, initialized. */
function prepared(directory, way, content, pid) {
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, way.file), JSON.stringify(content));
  step(directory, way, ["init", "-input=false"], pid);
}

const cell = (number, digits) => (Number.isNaN(number) ? "" : number.toFixed(digits)).padStart(10);
const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];

/** First plans of one type each, in turns; the first round warms up. */
function plans(scratch, count, way, pid) {
  const data = "terraform_data";
  const sets = { [data]: [DATA], ...Object.fromEntries([...SIMULATED, ...SMALL].map((kind) => [kind[0], [kind]])) };
  sets["five types"] = SIMULATED;
  const seen = {};
  const place = (label) => path.join(scratch, `plan-${label.replace(" ", "-")}`);
  const wayOf = (label) => (label === data ? PLAIN : way);
  for (const [label, kinds] of Object.entries(sets)) {
    const content = configuration(count, kinds);
    prepared(place(label), wayOf(label), label === data ? plainly(content) : content, pid);
    seen[label] = { seconds: [], worked: [], terraform: [] };
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [label, one] of Object.entries(seen)) {
      const took = step(place(label), wayOf(label), ["plan", "-input=false", "-out=plan"], pid);
      if (round === 0) continue;
      one.seconds.push(took.seconds);
      one.terraform.push(took.terraform);
      one.worked.push(took.terraform + took.sandbox);
    }
  }
  console.log(`${count} of one type, first plan, medians of ${ROUNDS} in turns       seconds     ratio  CPU ratio  of it terraform's own`);
  for (const [label, one] of Object.entries(seen)) {
    const by = median(seen[data].worked);
    const ratio = median(one.seconds) / median(seen[data].seconds);
    console.log(
      `  ${label.padEnd(48)}${cell(median(one.seconds), 2)}${cell(ratio, 2)}${cell(median(one.worked) / by, 2)}` +
        `${cell(median(one.terraform) / by, 2)}`,
    );
  }
}

/** Runs within `tollgate sandbox exec`, whose process is the simulated provider's. */
function inside(scratch, counts, way, alone) {
  const pid = process.ppid;
  cycle(path.join(scratch, "warm"), way, configuration(50, SIMULATED), pid);
  const nothing = { seconds: NaN, terraform: NaN, sandbox: NaN };
  console.log(
    `${os.cpus().length} processors; seconds; "share" is the sandbox's processor time per object in milliseconds\n` +
      "                 terraform_data      google       ratio   CPU of terraform: for data  for google    sandbox     ratio     share",
  );
  for (const count of counts) {
    const plain = alone ? {} : cycle(path.join(scratch, `plain-${count}`), PLAIN, plainly(configuration(count, [DATA])), pid);
    const google = cycle(path.join(scratch, `google-${count}`), way, configuration(count, SIMULATED), pid);
    for (const name of Object.keys(google)) {
      const data = plain[name] ?? nothing;
      const ratio = google[name].seconds / data.seconds;
      const worked = (google[name].terraform + google[name].sandbox) / data.terraform;
      console.log(
        `${String(count).padStart(7)}  ${name.padEnd(12)}${cell(data.seconds, 2)}    ${cell(google[name].seconds, 2)}` +
          `${cell(ratio, 2)}${count === 1000 && name !== "plan again" && ratio > LIMIT ? " OVER" : "     "}` +
          `     ${cell(data.terraform, 2).padStart(21)}  ${cell(google[name].terraform, 2)} ${cell(google[name].sandbox, 2)}` +
          `${cell(worked, 2)}${cell((google[name].sandbox / count) * 1000, 2)}`,
      );
    }
  }
  const peak = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))[1] / 1024;
  console.log(`largest size of the JVM, synth included: ${peak.toFixed(0)} MB (limit 300)`);
}

/** Without a provider that terraform would have to install. */
function plainly({ resource }) {
  return { resource };
}

function outside(given) {
  const found = (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((directory) => path.join(directory, "terraform"))
    .find((file) => fs.existsSync(file));
  if (!found) throw new Error("terraform is not on the PATH");
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "tollgate-bench-"));
  try {
    fs.copyFileSync(path.join(home, "tollgate.yaml"), path.join(scratch, "tollgate.yaml"));
    const run = spawnSync(
      path.join(home, "tollgate"),
      ["sandbox", "exec", "--", process.execPath, script, "--inside", scratch, ...given],
      { cwd: scratch, env: { ...process.env, BENCH_TERRAFORM: found, BENCH_ENV: JSON.stringify(process.env), NO_COLOR: "1" }, stdio: "inherit" },
    );
    process.exitCode = run.status ?? 1;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

const given = process.argv.slice(2);
if (given[0] === "--inside") {
  const rest = given.slice(2);
  const counts = rest.filter((each) => !each.startsWith("--")).map(Number);
  const way = rest.includes("--local") ? LOCAL : STACK;
  if (rest.includes("--plans")) {
    for (const count of counts.length > 0 ? counts : [1000]) plans(given[1], count, way, process.ppid);
  } else {
    inside(given[1], counts.length > 0 ? counts : [100, 1000, 3000], way, rest.includes("--alone"));
  }
} else {
  outside(given);
}
