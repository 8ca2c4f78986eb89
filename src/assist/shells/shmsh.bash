# SPDX-License-Identifier: BSD-2-Clause
# shellcheck shell=bash
# bash completion for shmsh(1): shmsh itself says what may stand there.

_shmsh() {
	local text
	COMPREPLY=()
	while IFS=$'\t' read -r text _; do
		# bash completes what stands behind the =
		[[ $text == --*=?* && $COMP_WORDBREAKS == *=* ]] && text=${text#*=}
		[[ $text == *= ]] && compopt -o nospace
		COMPREPLY+=("$text")
	done < <("$1" --complete "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}

# where nothing may stand but a file, bash knows the files
complete -o default -F _shmsh shmsh
