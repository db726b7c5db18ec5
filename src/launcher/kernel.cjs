"use strict";
// Stands between jsii's kernel and Java where jsii's own host process would: the kernel converses on descriptor 3,
// Java on standard input and output, and Java takes what constructs print as JSON lines on standard error.
const fs = require("node:fs");
const { Writable } = require("node:stream");
const { readSync, writeSync } = fs;
const KERNEL = 3;

fs.readSync = (descriptor, ...rest) => readSync(descriptor === KERNEL ? 0 : descriptor, ...rest);
fs.writeSync = (descriptor, ...rest) => writeSync(descriptor === KERNEL ? 1 : descriptor, ...rest);

const stdout = new Writable({
  write(chunk, _encoding, done) {
    fs.writeSync(2, `${JSON.stringify({ stdout: chunk.toString("base64") })}\n`);
    done();
  },
});
Object.defineProperty(process, "stdout", { value: stdout });

// Ctrl-C reaches the whole group. Java ends first and closes the conversation; the kernel then removes its directory.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
