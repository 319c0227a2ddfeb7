# plangen. For people: make plans, make test, make install PREFIX=…, make help.
#
# Sources are found, not listed: every gen/<folder>/**/*.c belongs to the library, gen/cli to the program.

VERSION := 1.0.0
OUT := out
PREFIX ?= /usr/local
DESTDIR ?=

.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/sh

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 24

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
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(JOBS)
endif

CC := gcc
PACKAGES := libcmark libxml-2.0 icu-uc harfbuzz harfbuzz-subset fontconfig minizip libdeflate jansson
CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
MODE_FLAGS :=
CPPFLAGS = -D_GNU_SOURCE -DPLANGEN_VERSION='"$(VERSION)"' -Igen -isystem /usr/include/minizip \
	$(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES)))
LDLIBS = -lhpdf $(shell pkg-config --libs $(PACKAGES)) -lm -pthread
COMPILE = $(CC) -std=c11 $(CFLAGS) $(WARNINGS) $(MODE_FLAGS) $(CPPFLAGS) -MMD -MP

SOURCES := $(shell find gen -name '*.c' | LC_ALL=C sort)
OBJECTS := $(SOURCES:%.c=$(OUT)/obj/%.o)
LIBRARY := $(OUT)/lib/libplangen.a
PROGRAM := $(OUT)/bin/plangen
CLI_OBJECTS := $(filter $(OUT)/obj/gen/cli/%,$(OBJECTS))
LIB_OBJECTS := $(filter-out $(CLI_OBJECTS),$(OBJECTS))

all: $(PROGRAM)

# The flags of the last build: a change of flags rebuilds.
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS) $(MODE_FLAGS) $(VERSION)' | cmp -s - $@ || echo '$(CC) $(CFLAGS) $(MODE_FLAGS) $(VERSION)' > $@

$(OUT)/obj/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(QUIET)$(COMPILE) -c $< -o $@

$(LIBRARY): $(LIB_OBJECTS)
	@mkdir -p $(@D)
	@rm -f $@
	$(call say,AR,$@)
	$(QUIET)$(AR) rcs $@ $^

$(PROGRAM): $(CLI_OBJECTS) $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(QUIET)$(CC) $(CFLAGS) $(MODE_FLAGS) $^ $(LDLIBS) -o $@

# ---- tests: unit tests (Criterion), one program

UNIT_SOURCES := $(sort $(shell find tests/unit -name '*.c' 2>/dev/null))
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(OUT)/obj/%.o)
UNIT := $(OUT)/tests/unit

$(UNIT): $(UNIT_OBJECTS) $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(QUIET)$(CC) $(CFLAGS) $(MODE_FLAGS) $^ $(LDLIBS) -lcriterion -o $@

unit: $(UNIT) ## unit tests
	$(UNIT) --jobs $(JOBS)

headers: ## every header compiles alone, folders include only from those above
	@tests/tools/check-headers '$(CPPFLAGS)'
	@tests/tools/check-layers

clean: ## remove all products
	rm -rf $(OUT)

FORCE:
.PHONY: all help plans test unit headers clean FORCE

-include $(OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d)
