# Everything starts here; `make` alone lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
export npm_config_loglevel := error

# What the built application depends on.
pwa_sources := $(shell find pwa -type f -not -path '*/node_modules/*' -not -path 'pwa/dist/*' -not -path 'pwa/e2e/*' \
	-not -path 'pwa/test-results/*' -not -name '*.go') schema.graphqls

.PHONY: help run test gen lint bench differential mutants torture torture-bugs torture-bugs-check kills field build clean

help: ## 列出这些目标
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 28

# Run as root, PostgreSQL works as the user postgres, who cannot enter root's own folders: then the data lies elsewhere.
run: ## 安装所缺软件，构建，带演示数据启动（PORT、DATA_DIR 等设置见 lianqi help）
	@.ci/install serve
	@$(MAKE) --no-print-directory build
	@if [ -z "$${DATA_DIR:-}$${DATABASE_URL:-}" ] && [ "$$(id -u)" = 0 ] && ! runuser -u postgres -- test -x "$(CURDIR)"; then \
		export DATA_DIR=/var/lib/lianqi; echo "数据目录：$$DATA_DIR"; \
	fi; DEMO=1 exec ./lianqi serve

test: ## 全部检查和测试：Go（-race，真实 PostGIS）、网页、浏览器
	@.ci/test

gen: pwa/node_modules/.package-lock.json ## 重新生成由 schema.graphqls 和 *.graphql 得出的代码
	go run ./graph/generate
	cd pwa && npm run codegen

lint: pwa/node_modules/.package-lock.json ## 只做静态检查
	go vet ./...
	@unformatted=$$(go tool gofumpt -l graph migrations server pwa/embed.go); \
		[ -z "$$unformatted" ] || { echo "请运行 go tool gofumpt -w："; echo "$$unformatted"; exit 1; }
	cd pwa && npm run check

bench: build ## 用一省的数据测量速度，与 PostGraphile 和裸 SQL 相比（BENCH_SCALE=0.1 为十分之一）
	@.ci/install serve
	@go run ./server/bench -scale $(or $(BENCH_SCALE),1) $(BENCH_ARGS)

differential: ## 用 N 份随机查询对照读引擎和朴素解释器（N=50000 SEED=7）
	@out=$$(go test ./server/plan -run TestContractDifferential -v -timeout 0 -parallel 8 -contract 0 -contract.today $(or $(N),2500) -seed $(or $(SEED),1) 2>&1) || \
		{ tail -n 40 <<<"$$out"; echo "differential seed=$(or $(SEED),1) documents=$(or $(N),2500) different=1"; exit 1; }; \
	grep -o 'differential seed=.*' <<<"$$out"

mutants: ## 逐处改坏读引擎，看测试是否都能发现
	@go run ./server/plan/mutants

torture: $(if $(BROWSERS),pwa/dist/index.html) ## 故障台：许多手机在断网、杀进程、断电的数据库下发送，看有没有丢、重、残（PHONES=20 SECONDS=60 SEED=7 BROWSERS=2 BUG=名称 DRAIN=60）
	@go run ./server/torture -phones $(or $(PHONES),20) -seconds $(or $(SECONDS),60) $(if $(SEED),-seed $(SEED)) $(if $(BROWSERS),-browsers $(BROWSERS)) $(if $(BUG),-bug $(BUG)) $(if $(DRAIN),-drain $(DRAIN))

torture-bugs: ## 列出可以埋进去的错误，一行一个
	@go run ./server/torture -bugs

torture-bugs-check: ## 逐个埋进错误，看故障台是否都能发现
	@go run ./server/torture -check

kills: pwa/node_modules/.package-lock.json ## 一部真实浏览器的手机，记 ITEMS=100 条，其间被杀 KILLS=20 次（SEED=7），看有没有丢、重、残
	@.ci/install test
	@KILL_ITEMS=$(or $(ITEMS),100) KILL_COUNT=$(or $(KILLS),20) KILL_SEED=$(or $(SEED),7) npm --prefix pwa run e2e -- kills.spec.ts

field: pwa/node_modules/.package-lock.json ## 一部真实浏览器的手机，三天没有信号，签到 VISITS=12 次、记 PROBLEMS=30 件问题、拍 PHOTOS=90 张，再经丢三成的 2G 送出（SEED=7）
	@.ci/install test
	@FIELD_VISITS=$(or $(VISITS),12) FIELD_PROBLEMS=$(or $(PROBLEMS),30) FIELD_PHOTOS=$(or $(PHOTOS),90) FIELD_SEED=$(or $(SEED),7) FIELD_HASTE=1 \
		npm --prefix pwa run e2e -- days.spec.ts

build: pwa/dist/index.html ## 构建网页和 lianqi
	go build -o lianqi ./server

clean: ## 删除构建结果（不删数据）
	rm -rf lianqi pwa/node_modules
	find pwa/dist -mindepth 1 -not -name .gitkeep -delete

pwa/node_modules/.package-lock.json: pwa/package-lock.json
	cd pwa && npm ci
	@touch $@

# The build empties dist/; .gitkeep stays, so that the server also builds without a build of the application.
pwa/dist/index.html: pwa/node_modules/.package-lock.json $(pwa_sources)
	cd pwa && npm run build
	@touch pwa/dist/.gitkeep $@
