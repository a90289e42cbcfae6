package main

import (
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Config is every setting, read from the environment. Nothing needs to be set. The about tag is the field's description:
// `lianqi help` and the README show it.
type Config struct {
	Host           string     `env:"HOST" envDefault:"127.0.0.1" about:"监听的地址；127.0.0.1 表示只有本机能访问"`
	Port           uint16     `env:"PORT" envDefault:"8080" about:"监听的端口；0 表示任选一个空闲端口"`
	PublicURL      string     `env:"PUBLIC_URL" about:"用户访问本系统的网址，如 https://lqt.example.gov.cn；空则为 http://HOST:PORT"`
	DatabaseURL    string     `env:"DATABASE_URL" about:"已有的 PostgreSQL（含 PostGIS）的连接地址；空则在 DATA_DIR 下自行运行一个"`
	DataDir        string     `env:"DATA_DIR" envDefault:"./data" about:"存放数据库文件和照片的目录"`
	S3URL          string     `env:"S3_URL" about:"把照片存到 S3 兼容的对象存储，如 https://s3.example.gov.cn/lianqi（最后是桶名）；空则存在 DATA_DIR 下"`
	S3Key          string     `env:"S3_KEY" about:"对象存储的访问密钥编号"`
	S3Secret       string     `env:"S3_SECRET" about:"对象存储的访问密钥"`
	PgBin          string     `env:"PG_BIN" about:"PostgreSQL 程序所在目录；空则使用已安装的最新版本"`
	OutboundURL    string     `env:"OUTBOUND_URL" about:"外发：把每件事的消息推送到这个地址（签名 webhook）；空则不推送。单位和地区的外发由管理员设置"`
	OutboundSecret string     `env:"OUTBOUND_SECRET" about:"上述推送的签名密钥，至少 16 个字符"`
	OutboundLocal  bool       `env:"OUTBOUND_LOCAL" envDefault:"false" about:"允许外发到本机和链路本地地址；默认拒绝"`
	AllowList      bool       `env:"ALLOW_LIST" envDefault:"false" about:"登录的人只能发送本系统网页（含一年内的旧版）自己的查询；其他程序只能用第三方应用的令牌查询"`
	LogLevel       slog.Level `env:"LOG_LEVEL" envDefault:"INFO" about:"日志级别：DEBUG、INFO、WARN 或 ERROR"`
	DebugPort      uint16     `env:"DEBUG_PORT" envDefault:"0" about:"在 127.0.0.1 的这个端口上提供性能剖析（/debug/pprof/、/debug/vars）；0 表示不提供"`
	Recall         bool       `env:"RECALL" envDefault:"false" about:"召回：网页的离线部分出了严重问题时设为 true，手机刷新一次即去掉它，没送达的内容不受影响；发布修好的版本后去掉"`
	Demo           bool       `env:"DEMO" envDefault:"false" about:"启动时若数据库为空，装入演示数据和演示账号"`
}

// loadConfig reads the settings from environ, in the form of os.Environ. The error names the settings at fault in Chinese.
func loadConfig(environ []string) (Config, error) {
	cfg, err := env.ParseAsWithOptions[Config](env.Options{Environment: env.ToMap(environ)})
	var all env.AggregateError
	if !errors.As(err, &all) {
		return cfg, err
	}
	var wrong []string
	for _, err := range all.Errors {
		var parse env.ParseError
		if !errors.As(err, &parse) {
			return cfg, err
		}
		field, _ := reflect.TypeFor[Config]().FieldByName(parse.Name)
		wrong = append(wrong, fmt.Sprintf("%s（%s）", field.Tag.Get("env"), field.Tag.Get("about")))
	}
	return cfg, fmt.Errorf("这些设置的值无法识别：%s", strings.Join(wrong, "；"))
}

// setting is one row of the configuration table.
type setting struct{ name, fallback, about string }

// configTable lists the settings in the order of Config.
func configTable() (table []setting) {
	for field := range reflect.TypeFor[Config]().Fields() {
		table = append(table, setting{field.Tag.Get("env"), field.Tag.Get("envDefault"), field.Tag.Get("about")})
	}
	return table
}
