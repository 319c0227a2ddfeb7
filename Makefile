# plangen. For people: make plans, make test, make install PREFIX=…, make help.
#
# Sources are found, not listed: every gen/<folder>/**/*.c belongs to the library, gen/cli to the program, gen/serve to that of the office desk.

VERSION := 1.0.0
OUT := out
PREFIX ?= $(or $(prefix),/usr/local)
LIBDIR ?= $(PREFIX)/lib
DESTDIR ?=

.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/sh

help: ## this list
	@.ci/help Makefile

# ---- the two commands of the README: install what is missing, then work

plans: ## install what is missing, build, draft the plans
	@.ci/setup build plans
	@$(MAKE) --no-print-directory draft-plans

test: ## install what is missing, build, run all tests
	@.ci/setup build plans test
	@$(MAKE) --no-print-directory check

# ---- building

# V=1 shows the commands.
QUIET := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)' '$(2)')

JOBS := $(shell nproc 2>/dev/null || echo 1)
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(JOBS)
endif

CC := gcc
OBJCOPY := objcopy
PKG_CONFIG ?= pkg-config
PACKAGES := libcmark libxml-2.0 icu-uc harfbuzz harfbuzz-subset fontconfig freetype2 minizip libdeflate jansson libxxhash zlib
CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
# A switch over our kinds names each: one that is added stops the build wherever it was forgotten.
WARNINGS += -Werror=switch -Werror=switch-enum
MODE_FLAGS :=
HIDDEN := -fPIC -fvisibility=hidden
# Behind the system's own: minizip has a crypt.h, too.
CPPFLAGS = -D_GNU_SOURCE -DPLANGEN_VERSION='"$(VERSION)"' -DPLANGEN_SHARE='"$(PREFIX)/share/plangen"' -Igen \
	$(patsubst -I%,-idirafter %,$(shell $(PKG_CONFIG) --cflags $(PACKAGES)))
comma := ,
LDLIBS = -lhpdf $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lm -pthread
# What the loader looks through first: nearly all names that it looks up at each start are libstdc++'s, which ICU loads anyway.
CXX_RUNTIME := $(filter /%,$(shell $(CC) -print-file-name=libstdc++.so.6))
LOADED_FIRST := $(if $(CXX_RUNTIME),-Wl$(comma)--push-state$(comma)--no-as-needed -lc $(CXX_RUNTIME) -Wl$(comma)--pop-state)
COMPILE = $(CC) -std=c11 $(CFLAGS) $(WARNINGS) $(MODE_FLAGS) $(CPPFLAGS) -MMD -MP

SOURCES := $(shell find gen -name '*.c' ! -path '*/example/*' | LC_ALL=C sort)
OBJECTS := $(SOURCES:%.c=$(OUT)/obj/%.o)
LIBRARY := $(OUT)/lib/internal.a
STATIC := $(OUT)/lib/libplangen.a
SHARED := $(OUT)/lib/libplangen.so.1
PROGRAM := $(OUT)/bin/plangen
CLI_OBJECTS := $(filter $(OUT)/obj/gen/cli/%,$(OBJECTS))
DESK := $(OUT)/libexec/plangen/plangen-serve
DESK_OBJECTS := $(filter $(OUT)/obj/gen/serve/%,$(OBJECTS))
DESK_LIBS = $(shell $(PKG_CONFIG) --libs libmicrohttpd icu-i18n libcrypt)
IMPOSE := $(OUT)/libexec/plangen/plangen-impose
IMPOSE_OBJECTS := $(filter $(OUT)/obj/gen/impose/%,$(OBJECTS))
IMPOSE_LIBS = $(shell $(PKG_CONFIG) --libs libqpdf libxxhash) -lm
LIB_OBJECTS := $(filter-out $(CLI_OBJECTS) $(DESK_OBJECTS) $(IMPOSE_OBJECTS),$(OBJECTS)) $(OUT)/obj/words.o

LOCALE := $(OUT)/share/locale/zh_CN/LC_MESSAGES/plangen.mo

all: $(PROGRAM) $(DESK) $(IMPOSE) $(LOCALE) $(STATIC) $(SHARED)

# The flags of the last build: a change of flags rebuilds.
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS) $(HIDDEN) $(MODE_FLAGS) $(VERSION) $(PREFIX)' | cmp -s - $@ || echo '$(CC) $(CFLAGS) $(HIDDEN) $(MODE_FLAGS) $(VERSION) $(PREFIX)' > $@

# Of the library only what gen/plangen.h declares is seen from outside.
$(OUT)/obj/gen/%.o $(OUT)/obj/words.o: COMPILE += $(HIDDEN)

$(OUT)/obj/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(QUIET)$(COMPILE) -c $< -o $@

$(LIBRARY): $(LIB_OBJECTS)
	@mkdir -p $(@D)
	@rm -f $@
	$(call say,AR,$@)
	$(QUIET)$(AR) rcs $@ $^

# One object whose other names nobody can meet.
$(STATIC): $(LIB_OBJECTS)
	@rm -f $@
	$(call say,AR,$@)
	$(QUIET)$(LD) -r -o $(OUT)/lib/plangen.o $^
	$(QUIET)$(OBJCOPY) --localize-hidden $(OUT)/lib/plangen.o
	$(QUIET)$(AR) rcs $@ $(OUT)/lib/plangen.o

$(SHARED): $(LIB_OBJECTS)
	$(call say,LD,$@)
	$(QUIET)$(CC) $(CFLAGS) $(LDFLAGS) $(MODE_FLAGS) -shared -Wl,-soname,$(@F) $^ $(LDLIBS) -o $@

$(PROGRAM): $(CLI_OBJECTS) $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(QUIET)$(CC) $(CFLAGS) $(LDFLAGS) $(MODE_FLAGS) $^ $(LOADED_FIRST) $(LDLIBS) -o $@

# What `plangen serve` becomes: only it loads a server.
$(DESK): $(DESK_OBJECTS) $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(QUIET)$(CC) $(CFLAGS) $(LDFLAGS) $(MODE_FLAGS) $^ $(DESK_LIBS) $(LDLIBS) -o $@

# What gives pages of finished files other places: only it loads qpdf.
$(IMPOSE): $(IMPOSE_OBJECTS) $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(QUIET)$(CC) $(CFLAGS) $(LDFLAGS) $(MODE_FLAGS) $^ $(IMPOSE_LIBS) -o $@

# ---- translations of the messages

PO := gen/cli/locale/zh_CN.po

$(LOCALE): $(PO)
	@mkdir -p $(@D)
	$(QUIET)msgfmt --check -o $@ $<

# The library has the texts in itself: it looks for no file and asks for no locale.
$(OUT)/words/zh_cn.c: $(LOCALE)
	@mkdir -p $(@D)
	$(QUIET){ echo 'extern const unsigned char words_zh_cn[]; const unsigned char words_zh_cn[] = {'; \
		od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g'; echo '};'; } > $@

$(OUT)/obj/words.o: $(OUT)/words/zh_cn.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(QUIET)$(COMPILE) -c $< -o $@

POT := $(OUT)/plangen.pot
$(POT): $(wildcard gen/api/*.c gen/cli/*.c gen/serve/*.c) gen/base/diag_codes.h gen/check/rules.c
	@mkdir -p $(@D)
	$(QUIET)xgettext -L C --from-code=UTF-8 -k_ -kN_ -kDIAG:4 -kwords_in:2 --no-location --sort-by-file -o $@ $(sort $^)

po: $(POT) ## gather the texts to translate into gen/cli/locale/zh_CN.po
	msgmerge --quiet --no-location --no-fuzzy-matching -o $(PO) $(PO) $<

# ---- the plans

draft-plans: all
	$(PROGRAM) build --table
	@.ci/help --next $(PROGRAM)

# ---- tests

# Test programs link the library, never the command line.
define test_program
$(1)_SOURCES := $(sort $(shell find tests/$(1) -name '*.c' 2>/dev/null))
$(1)_OBJECTS := $$($(1)_SOURCES:%.c=$(OUT)/obj/%.o)
$(OUT)/tests/$(1): $$($(1)_OBJECTS) $(LIBRARY)
	@mkdir -p $$(@D)
	$$(call say,LD,$$@)
	$(QUIET)$$(CC) $$(CFLAGS) $$(MODE_FLAGS) $$^ $$(LDLIBS) -lcriterion $$($(1)_LIBS) -o $$@
endef
$(eval $(call test_program,unit))
rendered_LIBS := -lpng
$(eval $(call test_program,rendered))
$(eval $(call test_program,xlsx))

check: unit golden xlsx calc-short zero lines mustache rendered measures-short archive api desk reports harmless hostile-short fuzz-seeds generated-short batches-short changes-short accepted-short takeback-short redlines-short faults-short headers man-check ## all tests, with nothing installed

unit: $(OUT)/tests/unit ## unit tests
	$< --jobs $(JOBS)

golden: all ## golden cases; UPDATE=1 shows the differences and takes them over; CASE=name for one
	@UPDATE=$(UPDATE) tests/tools/golden $(PROGRAM) $(CASE)

lines: all ## the lines of all plans, drawn and measured: how much they are stretched and squeezed
	@rm -rf $(OUT)/lines && $(PROGRAM) build --content content -q -f pdf -o $(OUT)/lines
	@find $(OUT)/lines/plans -name '*.pdf' | LC_ALL=C sort | xargs tests/tools/measure-lines --limits

agreement: all ## pages and lines of all plans as LibreOffice sets them from the DOCX (profile libreoffice); what profiles cost in looseness
	@rm -rf $(OUT)/agreement
	@for profile in '' :word :libreoffice; do $(PROGRAM) build --content content -q -f pdf,docx --docx plain --template gbt9704$$profile -o $(OUT)/agreement/own$$profile || exit; \
		echo "lines of gbt9704$$profile:"; find $(OUT)/agreement/own$$profile/plans -name '*.pdf' | LC_ALL=C sort | xargs tests/tools/measure-lines; done
	@find $(OUT)/agreement/own:libreoffice/plans -name '*.docx' | LC_ALL=C sort | xargs tests/tools/lo-compare -P -p 97 -l 99

mustache: all ## the public mustache specification
	@tests/tools/mustache-spec $(PROGRAM) ../shared/spec/mustache

rendered: $(OUT)/tests/rendered all ## geometry and text read back from PDF and DOCX
	PLANGEN=$(abspath $(PROGRAM)) $< --jobs $(JOBS)

.PHONY: measures measures-short
measures: all ## clauses of GB/T 9704-2012, chapters 7, 8 and 10, in millimetres on pages of each form of issue: a table; templates changed in one number are found
	@tests/tools/measure-forms $(PROGRAM)
	@tests/tools/measure-forms --harm $(PROGRAM)
measures-short: all
	@tests/tools/measure-forms --quiet $(PROGRAM)

.PHONY: archive
archive: all ## PDF/A and PDF/UA, rule by rule, of all plans, the book and every construct; files broken on purpose
	@python3 -B tests/archive/run $(PROGRAM) $(OUT)/archive

.PHONY: calc calc-short
calc: all ## forms filled in with LibreOffice Calc: a clerk's afternoon, and FORM_EDITS=500 edits from SEED=1 of a workbook of all units
	@tests/calc/run $(PROGRAM) --edits $(or $(FORM_EDITS),500) --seed $(or $(SEED),1)
calc-short: all
	@tests/calc/run $(PROGRAM) --edits 120

.PHONY: zero
zero: all ## each plan with its numbers at 0 and at 1, and with empty lists: every sentence has a form for that
	@tests/tools/zero-test $(PROGRAM)

.PHONY: xlsx xlsx-peer
xlsx: $(OUT)/tests/xlsx ## workbooks written from the standard, read as the tables that a person sees
	@python3 -B tests/xlsx/run $< $(OUT)/tests/workbooks
xlsx-peer: $(OUT)/tests/xlsx ## the same workbooks as xlsx2csv reads them; each difference has a reason
	@python3 -B tests/xlsx/peer $< $(OUT)/tests/workbooks

.PHONY: generated
generated: all ## grow COUNT=2000 documents and TABLES=400 tables from SEED=1, render them in all formats, check the laws of the design on each
	@python3 -B tests/generated/run.py $(PROGRAM) $(or $(COUNT),2000) $(SEED)
	@python3 -B tests/generated/tables.py $(PROGRAM) $(or $(TABLES),400) $(SEED)
	@python3 -B tests/generated/front.py $(PROGRAM) --every
	@python3 -B tests/generated/paths.py $(PROGRAM)

.PHONY: ladder
ladder: all ## 210 short notices: text on page 1, and each on the fewest pages that the rules allow (an exhaustive search says which)
	@python3 -B tests/generated/ladder.py $(PROGRAM)

# As part of all tests: enough for every construct in every other.
.PHONY: generated-short
generated-short: all
	@python3 -B tests/generated/run.py $(PROGRAM) 200 4
	@python3 -B tests/generated/tables.py $(PROGRAM) 40 2
	@python3 -B tests/generated/front.py $(PROGRAM)
	@python3 -B tests/generated/paths.py $(PROGRAM) 60
	@python3 -B tests/generated/ladder.py $(PROGRAM) --no-pdf

.PHONY: reports
reports: all ## public reports of other tools, tried here: nothing lost, nothing wrong; CASE=NN for one
	@tests/reports/run $(PROGRAM) $(OUT)/tests/reports $(CASE)

hostile: all ## inputs that mean harm: refused with a clear message or taken as they should be, in little time and memory
	@tests/hostile/run $(PROGRAM) --seed $(SEED)

# As part of all tests: some of each group.
.PHONY: hostile-short
hostile-short: all
	@tests/hostile/run $(PROGRAM) --every 16

harmless: all ## what is written is synced; fonts that are cut or broken, edits and builds in the middle of a build do no harm
	@tests/tools/sync-test $(PROGRAM)
	@tests/tools/font-test $(PROGRAM)
	@$(MAKE) --no-print-directory races

.PHONY: desk
desk: all ## the office desk: requests of all kinds, and people's stories in Chromium; STORY=word for some of these
	@python3 -B tests/desk/run $(PROGRAM) $(STORY)

KILLS ?= 100
.PHONY: desk-kills
desk-kills: all ## server or a worker killed KILLS times (100) while values are saved, from SEED; make desk does it 5 times
	@python3 -B tests/desk/kills.py $(PROGRAM) $(KILLS) $(SEED)

# With the same PREFIX, below another root: nothing is compiled anew.
API := $(abspath $(OUT)/tests/api)
api: all ## the library as it is installed, used by other programs in C and C++
	@rm -rf $(API)
	@mkdir -p $(API)
	@$(MAKE) --no-print-directory install DESTDIR=$(API)/installed >/dev/null
	@tests/api/run $(PREFIX) $(API)

headers: all ## every header compiles alone, folders include only from those above, files use each other in no circle
	@tests/tools/check-headers '$(CPPFLAGS)'
	@tests/tools/check-layers
	@tests/tools/check-circles $(OUT)/obj/gen

MANUALS_ZH := $(wildcard gen/*/man/zh_CN/*)
MANUALS := gen/cli/man/plangen.1 gen/cli/man/plangen-content.5 gen/api/man/plangen.3 $(MANUALS_ZH)

man-check: $(POT) $(SHARED) $(STATIC) ## the man pages are well-formed, say the same in both languages, every message is explained, translated, and advises what there is
	@mandoc -T lint -W error $(MANUALS)
	@tests/tools/check-manuals $(foreach page,$(MANUALS_ZH),$(subst /zh_CN/,/,$(page)) $(page))
	@tests/tools/check-api $(SHARED) $(STATIC) $(VERSION)
	@tests/tools/check-diagnostics
	@tests/tools/check-rules
	@tests/tools/check-advice
	@tests/tools/check-blanks $(PO)
	@missing=$$(.ci/help --missing Makefile) && [ -z "$$missing" ] || { echo "make help, in one language only: $$missing" >&2; false; }
	@msgcmp $(PO) $(POT) || { echo 'make po, and translate in $(PO)' >&2; false; }

# ---- sanitizers: all tests again with AddressSanitizer and UndefinedBehaviorSanitizer

SANITIZE_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
sanitize: ## all tests under ASan and UBSan
	@mkdir -p $(OUT)/sanitize
	@ln -sfn $(CURDIR)/content $(OUT)/sanitize/content
	@ln -sfn $(CURDIR)/templates $(OUT)/sanitize/templates
	ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions=$(CURDIR)/tests/tools/leaks.supp:print_suppressions=0 \
		$(MAKE) --no-print-directory OUT=$(OUT)/sanitize CFLAGS='-O1 -g' \
		MODE_FLAGS='$(SANITIZE_FLAGS)' unit golden mustache rendered

valgrind: all ## one draft under valgrind: no leak, no error
	valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect \
		$(PROGRAM) --unit 县科技局 -o $(OUT)/valgrind -q

# ---- what is done to a document is what diff says; DOCUMENTS of them get edits, SEED repeats a run

DOCUMENTS ?= 24
edits: all ## plans that nobody changed are the same, saved by LibreOffice, too; edits planted in DOCX files are found, none is invented
	@tests/tools/diff-test $(PROGRAM) $(DOCUMENTS) $(SEED)

accepted: all ## paragraphs of every kind, edited in a DOCX: the next draft has them so, or a message says what it has not; COUNT=200 SEED=1
	@tests/tools/accept-test $(PROGRAM) $(or $(COUNT),200) $(or $(SEED),1)
accepted-short: all
	@tests/tools/accept-test $(PROGRAM) 60 1
takeback: all ## plans that nobody edited, of every format, with each template and as issued, taken back: nothing changes, nothing is said
	@tests/tools/takeback-test $(PROGRAM)
takeback-short: all
	@tests/tools/takeback-test $(PROGRAM) 2

redlines: all ## pairs of documents as tracked changes: all rejected is the first, all accepted the second; COUNT=200 SEED=1
	@tests/tools/redline-test $(PROGRAM) $(or $(COUNT),200) $(or $(SEED),1)
annotated: all ## documents of others that follow the schemas still do with comments and tracked changes of check; COUNT=40 SEED=1
	@tests/tools/annotate-test $(PROGRAM) $(or $(COUNT),40) $(or $(SEED),1)
redlines-short: all
	@tests/tools/redline-test $(PROGRAM) 24 1

# ---- batches that are killed, run out of disk, or come after an edit; SEED repeats a run

KILLS ?= 100
EDITS ?= 200
SEED ?= 1
batch-test: all ## kill, fill the disk under and edit before batches: always the bytes of a clean build
	@tests/tools/disk-full $(PROGRAM)
	@tests/tools/edit-test $(PROGRAM) $(EDITS) $(SEED)
	@tests/tools/kill-test $(PROGRAM) $(KILLS) $(SEED)

# ---- do the tests find faults? COUNT faults of SEED, one at a time; goes on where it was stopped

mutate: all ## small faults put into gen/: how many do the tests find? COUNT=200 SEED=1
	@tests/tools/mutate $(or $(COUNT),200) $(SEED) $(OUT)/mutate

# ---- seeded batches, and every system call and allocation that fails in turn

PRELOAD := $(OUT)/tests/preload.so
$(PRELOAD): tests/faults/preload.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(QUIET)$(CC) -std=c11 -D_GNU_SOURCE -O2 -g $(WARNINGS) -fno-builtin -fPIC -shared $< -o $@

batches: all $(PRELOAD) ## seeded content folders through changes, faults and builds at once: always as a clean build; COUNT=300 SEED=1 CASE=, one or 21-40
	@tests/batches/run $(PROGRAM) $(PRELOAD) $(or $(COUNT),300) $(SEED) $(CASE)

.PHONY: races
races: all
	@case $$($(CC) -dumpmachine) in \
	x86_64*-linux-gnu) $(MAKE) --no-print-directory $(PRELOAD) && tests/tools/race-test $(PROGRAM) $(PRELOAD) ;; \
	*) echo 'races: skipped, they are for x86-64 Linux with glibc' ;; \
	esac

batches-short: all
	@case $$($(CC) -dumpmachine) in \
	x86_64*-linux-gnu) $(MAKE) --no-print-directory batches COUNT=20 SEED=1 ;; \
	*) echo 'batches: skipped, they are for x86-64 Linux with glibc' ;; \
	esac

changes: all $(PRELOAD) ## seeded changes of content, undos, edits by hand meanwhile, kills and calls that fail: always as the log says; COUNT=100 SEED=1 CASE=
	@python3 -B tests/changes/run $(PROGRAM) $(PRELOAD) $(or $(COUNT),100) $(SEED) $(CASE)

changes-short: all
	@case $$($(CC) -dumpmachine) in \
	x86_64*-linux-gnu) $(MAKE) --no-print-directory changes COUNT=10 SEED=1 ;; \
	*) echo 'changes: skipped, they are for x86-64 Linux with glibc' ;; \
	esac

TRIES ?= 0
CHANGE_TRIES ?= $(TRIES)
CALLS ?=
faults: all $(PRELOAD) ## each call and allocation of a draft, a batch and a change of content fails in turn; TRIES=0 of each kind (all), CALLS= only these kinds
	@tests/faults/named $(PROGRAM) $(PRELOAD)
	@tests/faults/run $(PROGRAM) $(PRELOAD) $(TRIES) $(CALLS)
	@python3 -B tests/changes/faults $(PROGRAM) $(PRELOAD) $(CHANGE_TRIES) $(CALLS)

# As part of all tests: four of each kind, where the preload can be built.
faults-short: all
	@case $$($(CC) -dumpmachine) in \
	x86_64*-linux-gnu) $(MAKE) --no-print-directory faults TRIES=4 CHANGE_TRIES=1 ;; \
	*) echo 'faults: skipped, they are for x86-64 Linux with glibc' ;; \
	esac

# ---- shards on the engines that templates/deploy has files for

cluster-test: ## shards with GNU parallel, over ssh, on Slurm and as a Kubernetes Job: always as on one machine
	@.ci/setup build plans cluster
	@$(MAKE) --no-print-directory all
	@tests/cluster/parallel $(PROGRAM)
	@tests/cluster/ssh $(PROGRAM)
	@tests/cluster/slurm $(PROGRAM)
	@tests/cluster/kubernetes $(PROGRAM)

# ---- fuzzers: tests/fuzz/NAME.c, each for FUZZ_SECONDS; its seeds are in tests/fuzz/NAME, its words in tests/fuzz/NAME.dict

FUZZ_SECONDS ?= 60
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c)))
# clang takes NULL + 0 for an overflow of pointers; an empty text may have no address.
FUZZ_FLAGS := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=pointer-overflow -fno-sanitize-recover=all

# Folders of seeds besides its own.
fuzz-more-render := tests/fuzz/markdown tests/fuzz/xml
fuzz-more-check := tests/fuzz/markdown

$(OUT)/obj/tests/fuzz/%.o: CPPFLAGS += -Itests

# What the desk reads itself is in no library.
fuzz_serve := $(patsubst %,$(OUT)/obj/gen/serve/%.o,guard sessions users role wire)
$(OUT)/fuzz-serve $(OUT)/tests/fuzz-serve: private LDLIBS += $(LIBRARY) -lcrypt
$(OUT)/fuzz-serve $(OUT)/tests/fuzz-serve: $(fuzz_serve)

fuzz: ## run every fuzzer for FUZZ_SECONDS (60)
	$(MAKE) --no-print-directory OUT=$(OUT)/fuzz CC=clang CFLAGS='-O1 -g' MODE_FLAGS='$(FUZZ_FLAGS)' \
		WARNINGS= $(FUZZERS:%=fuzz-%) -j1

$(OUT)/fuzz-%: $(OUT)/obj/tests/fuzz/%.o $(LIBRARY)
	$(QUIET)$(CC) -fsanitize=fuzzer,address,undefined $^ $(LDLIBS) -o $@

# What a fuzzer that crashes leaves in its folder of files is made again from the input that libFuzzer keeps.
fuzz-%: $(OUT)/fuzz-% $(OUT)/corpus/fonts
	@mkdir -p $(OUT)/corpus/$*
	folder=$$(mktemp -d /dev/shm/plangen-fuzz-XXXXXX) && trap 'rm -rf "$$folder"' EXIT INT TERM && TMPDIR=$$folder \
	$(OUT)/fuzz-$* -max_total_time=$(FUZZ_SECONDS) -timeout=60 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
		-artifact_prefix=$(OUT)/ $(addprefix -dict=,$(wildcard tests/fuzz/$*.dict)) \
		$(OUT)/corpus/$* $(wildcard tests/fuzz/$*) $(fuzz-more-$*)

# No font is committed: those that are installed, cut down.
$(OUT)/corpus/fonts: tests/fuzz/seeds/fonts.c
	@mkdir -p $(OUT)/corpus/font $(OUT)/corpus/cff
	$(QUIET)gcc -std=c11 -D_GNU_SOURCE $(WARNINGS) $(CPPFLAGS) $< $(LDLIBS) -o $@
	$(QUIET)$@ $(OUT)/corpus $$(fc-list -f '%{file}\n' | LC_ALL=C sort -u)

# Each fuzzer over its seeds, without libFuzzer.
fuzz-seeds: $(FUZZERS:%=seeds-%) ## every fuzzer builds and holds for its seeds

seeds-%: $(OUT)/tests/fuzz-%
	@$< $(wildcard $(patsubst %,%/*,tests/fuzz/$* $(fuzz-more-$*)))

$(OUT)/tests/fuzz-%: $(OUT)/obj/tests/fuzz/%.o $(OUT)/obj/tests/fuzz/seeds/run.o $(LIBRARY)
	@mkdir -p $(@D)
	$(QUIET)$(CC) $(CFLAGS) $(MODE_FLAGS) $^ $(LDLIBS) -o $@

# ---- benchmarks

bench: ## cost of one plan and of batches, beside the peers that are installed
	@.ci/setup build plans bench
	@$(MAKE) --no-print-directory all $(OUT)/tests/stages $(OUT)/tests/redraft
	@tests/bench/run $(PROGRAM) $(OUT)/tests

$(OUT)/tests/stages $(OUT)/tests/redraft: $(OUT)/tests/%: $(OUT)/obj/tests/bench/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(QUIET)$(CC) $(CFLAGS) $(MODE_FLAGS) $^ $(LDLIBS) -o $@

CHECK_SEED ?= 1
$(OUT)/tests/check-planted: $(OUT)/obj/tests/bench/check-planted.o $(LIBRARY)
	@mkdir -p $(@D)
	$(QUIET)$(CC) $(CFLAGS) $(MODE_FLAGS) $^ $(LDLIBS) -o $@

bench-check: $(OUT)/tests/check-planted ## how well plangen check finds planted errors; CHECK_SEED=1
	$< content templates/schema $(CHECK_SEED)

# ---- packages (asked for together they are made one after the other: they share their objects)

DEB_ARCHITECTURES ?= amd64 arm64
.PHONY: deb deb-test tarball
deb: ## packages for Debian and its kin in out/deb, DEB_ARCHITECTURES='amd64 arm64'
	@.ci/setup build plans deb
	@templates/deploy/packages/deb $(OUT)/deb $(VERSION) $(DEB_ARCHITECTURES)

tarball: $(filter deb,$(MAKECMDGOALS)) ## a folder that runs from anywhere, without root, network or installation, in out/deb, DEB_ARCHITECTURES='amd64 arm64'
	@.ci/setup build plans deb
	@templates/deploy/packages/tarball $(OUT)/deb $(VERSION) $(DEB_ARCHITECTURES)

deb-test: $(filter deb tarball,$(MAKECMDGOALS)) ## the packages on bare systems of their own (debootstrap, as root): installed, used, upgraded, removed
	@.ci/setup deb
	@tests/tools/deb-test $(OUT)/deb $(DEB_ARCHITECTURES)

# ---- installation

SHARE := $(PREFIX)/share
INSTALLED_LIBRARIES := libplangen.a libplangen.so libplangen.so.1 pkgconfig/plangen.pc
# Where a manual is found below share/man: gen/cli/man/zh_CN/plangen.1 as zh_CN/man1/plangen.1.
manual_path = $(addsuffix /,$(filter zh_CN,$(subst /, ,$1)))man$(lastword $(subst ., ,$1))/$(notdir $1)
INSTALLED := bin/plangen libexec/plangen/plangen-serve libexec/plangen/plangen-impose include/plangen.h \
	$(foreach page,$(MANUALS),share/man/$(call manual_path,$(page))) \
	share/doc/plangen/examples/draft.c share/locale/zh_CN/LC_MESSAGES/plangen.mo \
	share/bash-completion/completions/plangen share/zsh/vendor-completions/_plangen share/fish/vendor_completions.d/plangen.fish

install: all ## install program, library, sources, templates, man pages, completion below PREFIX
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/plangen
	install -D -m 755 $(DESK) $(DESTDIR)$(PREFIX)/libexec/plangen/plangen-serve
	install -D -m 755 $(IMPOSE) $(DESTDIR)$(PREFIX)/libexec/plangen/plangen-impose
	install -D -m 644 $(LOCALE) $(DESTDIR)$(SHARE)/locale/zh_CN/LC_MESSAGES/plangen.mo
	set -e; $(foreach page,$(MANUALS),install -D -m 644 $(page) $(DESTDIR)$(SHARE)/man/$(call manual_path,$(page));)
	install -D -m 644 gen/cli/completion/plangen.bash $(DESTDIR)$(SHARE)/bash-completion/completions/plangen
	install -D -m 644 gen/cli/completion/plangen.zsh $(DESTDIR)$(SHARE)/zsh/vendor-completions/_plangen
	install -D -m 644 gen/cli/completion/plangen.fish $(DESTDIR)$(SHARE)/fish/vendor_completions.d/plangen.fish
	install -D -m 644 gen/plangen.h $(DESTDIR)$(PREFIX)/include/plangen.h
	install -D -m 644 $(STATIC) $(DESTDIR)$(LIBDIR)/libplangen.a
	install -D -m 644 $(SHARED) $(DESTDIR)$(LIBDIR)/libplangen.so.1
	ln -sfn libplangen.so.1 $(DESTDIR)$(LIBDIR)/libplangen.so
	install -D -m 644 gen/api/example/draft.c $(DESTDIR)$(SHARE)/doc/plangen/examples/draft.c
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR:$(PREFIX)/%=$${prefix}/%)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@PACKAGES@|$(PACKAGES)|' gen/api/plangen.pc.in > $(OUT)/plangen.pc
	install -D -m 644 $(OUT)/plangen.pc $(DESTDIR)$(LIBDIR)/pkgconfig/plangen.pc
	@.ci/install-data install $(DESTDIR)$(SHARE)/plangen content templates

uninstall: ## remove what install put below PREFIX; content and templates that were edited stay
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,$(INSTALLED)) $(addprefix $(DESTDIR)$(LIBDIR)/,$(INSTALLED_LIBRARIES))
	@.ci/install-data uninstall $(DESTDIR)$(SHARE)/plangen

clean: ## remove all products
	rm -rf $(OUT)

FORCE:
.PHONY: agreement annotated redlines redlines-short accepted accepted-short takeback takeback-short all help plans test check unit golden mustache rendered api headers man-check sanitize valgrind batch-test batches batches-short changes changes-short hostile harmless faults faults-short mutate cluster-test fuzz fuzz-seeds bench bench-check po \
	draft-plans install uninstall clean FORCE
.SECONDARY:

-include $(OBJECTS:.o=.d) $(unit_OBJECTS:.o=.d) $(rendered_OBJECTS:.o=.d) $(wildcard $(OUT)/obj/tests/bench/*.d $(OUT)/obj/tests/fuzz/*.d $(OUT)/obj/tests/fuzz/seeds/*.d)
