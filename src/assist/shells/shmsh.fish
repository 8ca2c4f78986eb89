# SPDX-License-Identifier: BSD-2-Clause
# fish completion for shmsh(1): shmsh itself says what may stand there.

function __shmsh_complete
	set -l found (shmsh --complete (commandline -cp | string collect) 2>/dev/null)
	if count $found >/dev/null
		printf '%s\n' $found
	else
		__fish_complete_path (commandline -ct)
	end
end

complete -c shmsh -f -a '(__shmsh_complete)'
