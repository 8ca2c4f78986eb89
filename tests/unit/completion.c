/* What Tab offers and puts in: src/assist/completion.c and what it uses. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/completion.h"
#include "check.h"
#include "made_world.h"
#include "text/line.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The cursor stands at the end of LINE; what is put in, in brackets, then the
 * candidates, or what is said when there are none. */
static const struct {
	const char *line;
	const char *seen;
} rows[] = {
	/* commands */
	{ "cr", "[eate ] create" },
	{ "  cr", "[eate ] create" },
	{ "ls; cr", "[eate ] create" },
	{ "ls\ncr", "[eate ] create" },
	{ "-cr", "[eate ] create" },
	{ "create", "[ ] create" },
	{ "tr", "[ace ] trace" },
	{ "ipc", "[s ] ipcs" },
	{ "zz", "[] : no command begins so; help lists them" },
	{ "'cr", "[eate' ] create" },
	{ "\"cr", "[eate\" ] create" },
	/* options */
	{ "attach -", "[] -r -e -a" },
	{ "attach -a 0x10000 -", "[] -r -e -d -f" },
	{ "attach -r -", "[] -e -a" },
	{ "attach --read", "[-only ] --read-only" },
	{ "attach --add", "[ress=] --address=" },
	{ "attach --z", "[] : attach has no option that begins so" },
	{ "attach -- -", "[] : SEGMENT: what to attach; without it all "
	                 "attachments are listed" },
	{ "write -", "[] -n -x -t" },
	{ "write -x -", "[] : write has no option that begins so" },
	{ "write -t u8 --h", "[] : write has no option that begins so" },
	{ "read -", "[] -r -t" },
	{ "read -t u8 -", "[n ] -n" },
	{ "read -t u8 -n ", "[all ] all" },
	{ "read -t f", "[] f32 f64" },
	{ "write -t char", "[] char char[" },
	{ "use -", "[] : use has no option that begins so" },
	/* segments */
	{ "rm ", "[] 1234 1299 id:7" },
	{ "rm 1", "[2] 1234 1299" },
	{ "rm 12", "[] 1234 1299" },
	{ "rm 123", "[4 ] 1234" },
	{ "rm 1234", "[ ] 1234" },
	{ "rm 1234 12", "[] 1234 1299" },
	{ "rm i", "[d:7 ] id:7" },
	{ "rm f", "[tok:] ftok:" },
	{ "rm 9", "[] : SEGMENT: what to remove" },
	{ "read 129", "[9 ] 1299" },
	{ "read '129", "[9' ] 1299" },
	{ "read \"129", "[9\" ] 1299" },
	{ "use 1", "[234 ] 1234" },
	{ "detach 1", "[234 ] 1234" },
	{ "create ", "[] private ftok: text:" },
	{ "create 1 4K ", "[] 0600 0640 0644 0660 0666" },
	{ "create p", "[rivate ] private" },
	{ "create 1 4K 064", "[] 0640 0644" },
	{ "chmod 066", "[] 0660 0666" },
	{ "chmod 0660 12", "[] 1234 1299" },
	{ "chown ad", "[a] ada adam" },
	{ "chown adam", "[ ] adam" },
	{ "chown ada:", "[staff ] ada:staff" },
	{ "chown ada:s", "[taff ] ada:staff" },
	{ "chown ada 123", "[4 ] 1234" },
	{ "ns ", "[] 812 4711" },
	{ "ns 4", "[711 ] 4711" },
	{ "create -H d", "[efault ] default" },
	{ "create -Hd", "[efault ] default" },
	{ "create --huge=d", "[efault ] default" },
	{ "create 1 ", "[] : SIZE: its size in bytes" },
	{ "read 1 2 ", "[] : read takes no more" },
	/* commands and topics */
	{ "help cr", "[eate ] create" },
	{ "help life", "[time ] lifetime" },
	{ "help -k ",
	  "[] : WORD: list the commands and topics that speak of WORD" },
	/* variables */
	{ "echo $na", "[me] name" },
	{ "echo $n", "[] name number" },
	{ "echo ${na", "[me}] name" },
	{ "echo \"x$na", "[me] name" },
	{ "echo '$na", "[] : WORD: what to show" },
	{ "echo \\$na", "[] : WORD: what to show" },
	{ "unset w", "[ord ] word" },
	{ "set pag", "[er ] pager" },
	{ "set n", "[] name number" },
	{ "set pager ", "[o] on off" },
	{ "set color al", "[ways ] always" },
	{ "set name ", "[] : VALUE: what $NAME stands for from now on" },
	{ "$na", "[me] name" },
	/* columns and filters of ls */
	{ "ls -o sw", "[ap ] swap" },
	{ "ls -o id,sw", "[ap ] id,swap" },
	{ "ls -s -si", "[ze ] -size" },
	{ "ls -s id,-si", "[ze ] id,-size" },
	{ "ls -o q", "[] : COLUMNS: these columns, as id,size,cmd" },
	{ "ls or", "[phan ] orphan" },
	{ "ls own", "[er=] owner=" },
	{ "ls orphan siz", "[e=] size=" },
	{ "prune own", "[er=] owner=" },
	{ "ls owner=x", "[] : FILTER: only those for which all hold" },
	/* where nobody can tell, or nothing fits */
	{ "ls # cr", "[] :" },
	{ "# cr", "[] :" },
	{ "zz ", "[] :" },
	{ "trace o", "[] on off" },
	{ "trace of", "[f ] off" },
	/* files: those that main makes */
	{ "source a", "[pple ] apple" },
	{ "source m", "[y\\ ] my box my file" },
	{ "cmp 1 fi", "[le:] file:" },
	{ "cmp 1 file:a", "[pple ] file:apple" },
	{ "cmp 1 file:m", "[y\\ ] file:my box file:my file" },
	{ "source my\\ f", "[ile ] my file" },
	{ "source 'my f", "[ile' ] my file" },
	{ "source q", "[\\'x\\$\\\"\\; ] q'x$\";" },
	{ "source 'q", "['\\''x$\";' ] q'x$\";" },
	{ "source \"q", "['x\\$\\\";\" ] q'x$\";" },
	{ "source t", "[\"\\x09\"b ] t\tb" },
	{ "source \"t", "[\\x09b\" ] t\tb" },
	{ "source 't", "['\"\\x09\"'b' ] t\tb" },
	{ "source \303\274", "[ ] \303\274" },
	{ "source s", "[ub/] sub/" },
	{ "source sub/", "[deep ] sub/deep" },
	{ "source .", "[hidden ] .hidden" },
	{ "source ./a", "[pple ] ./apple" },
	{ "source no", "[] : FILE: a script" },
	{ "create ftok:a", "[pple:] ftok:apple:" },
	{ "ls > a", "[pple ] apple" },
	{ "ls >a", "[pple ] apple" },
	{ "ls >> sub/", "[deep ] sub/deep" },
	{ "ls | cat < a", "[pple ] apple" },
	{ "!cat a", "[pple ] apple" },
	{ "!cat \303", "[] \303\266x \303\274" },
	{ "!cat q", "[] :" }, /* q'x$"; */
	{ "!cat 'm", "[] :" },
	{ "ls | cat < t", "[] :" },
	{ NULL, NULL },
};

static void show(const struct completion *completion, char *text, size_t size)
{
	struct line line = line_on(text, size);

	line_add(&line, "[%s]", completion->insert);
	for (size_t i = 0; i < completion->count; i++)
		line_add(&line, " %s", completion->candidates[i].text);
	if (completion->count == 0)
		line_add(&line, " :%s%s", completion->what[0] ? " " : "",
		         completion->what);
}

static void check_line(const char *line, const char *wanted)
{
	struct completion completion;
	char seen[1024];

	completion_find(&completion, &made_world, line, strlen(line));
	show(&completion, seen, sizeof(seen));
	/* a name of one line: some hold a newline */
	if (!check(wanted && strcmp(seen, wanted) == 0, "%.*s",
	           (int)strcspn(line, "\n"), line))
		printf("# %s\n", seen);
	completion_finish(&completion);
}

static const char *const files[] = {
	"apple",    "my file",   "my box",   "q'x$\";", "t\tb",
	"\303\274", "\303\266x", "sub/deep", ".hidden",
};

static void make_files(char *folder)
{
	if (!mkdtemp(folder) || chdir(folder) != 0 || mkdir("sub", 0700) != 0)
		exit(1);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		close(open(files[i], O_WRONLY | O_CREAT, 0600));
}

static void remove_files(const char *folder)
{
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		unlink(files[i]);
	rmdir("sub");
	rmdir(folder);
}

int main(void)
{
	char folder[] = "/tmp/shmsh-XXXXXX";

	make_files(folder);
	for (size_t i = 0; rows[i].line; i++)
		check_line(rows[i].line, rows[i].seen);
	remove_files(folder);
	return plan();
}
