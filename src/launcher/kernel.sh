#!/bin/sh
# Starts the process that CDKTF's constructs run in: what jsii's own host starts, without the host.
home=${0%/src/launcher/*}
exec "${JSII_NODE:-node}" --preserve-symlinks --require "$home/src/launcher/kernel.cjs" "$home/target/launcher/kernel.js"
