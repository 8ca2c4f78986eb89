#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# A binary that root trusts is built hardened: hardening.sh PROGRAM
set -eu
program=$1
failed=0

# claim TEXT PATTERN-COMMAND...: says whether the command succeeds
claim() {
  text=$1
  shift
  if "$@" >/dev/null 2>&1; then
    echo "ok - $text"
  else
    echo "not ok - $text"
    failed=1
  fi
}

# shellcheck disable=SC2317 # claim calls all three
has() { readelf -W "$1" "$program" | grep -Eq "$2"; }
# shellcheck disable=SC2317
lacks() { ! has "$1" "$2"; }
# shellcheck disable=SC2317
plain_mode() { [ ! -u "$program" ] && [ ! -g "$program" ]; }

claim 'position independent' has -h 'Type: +DYN'
claim 'relocations are read-only' has -l 'GNU_RELRO'
claim 'all symbols are bound at the start' has -d 'BIND_NOW|FLAGS.*NOW'
claim 'the stack can not be run' lacks -l 'GNU_STACK.*RWE'
claim 'no segment is writable and runnable' lacks -l 'LOAD.* RWE '
claim 'the stack is protected' has -s '__stack_chk_fail'
claim 'the C library checks sizes' has -s '__(memcpy|snprintf|vsnprintf|read)_chk'
claim 'neither setuid nor setgid' plain_mode
exit "$failed"
