#!/bin/sh
# What a build server runs before a change is taken: no server, no secrets, nothing is sent.
# PATCHBAY names the command if it is not on the path.
set -eu
cd "$(dirname "$0")"
"${PATCHBAY:-patchbay}" validate --strict --pretend-secrets config
"${PATCHBAY:-patchbay}" test --junit target/tests.xml config
