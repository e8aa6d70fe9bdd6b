# Everything is done by tools/make.py, which make.cmd calls on Windows.
# More arguments: make run ARGS="demo --out out", make test ARGS="-k journal"
PYTHON ?= python3

.PHONY: setup run test bench clean
setup run test bench clean:
	@$(PYTHON) tools/make.py $@ $(ARGS)
