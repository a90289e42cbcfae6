package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"lianqi/server/division"
	"lianqi/server/enterprise"
	"lianqi/server/geo"
	"lianqi/server/intake"
	"lianqi/server/park"
	"lianqi/server/person"
	"lianqi/server/problem"
)

const importUsage = `用法：
  lianqi import enterprises 文件（.csv、.xlsx）[--crs 坐标系] [选项]   导入企业
  lianqi import divisions 文件（GeoJSON）[选项]                        导入行政区划
  lianqi import parks 文件（GeoJSON）[选项]                            导入园区
  lianqi import cadres 文件（.csv、.xlsx）[选项]                        导入联企干部
  lianqi import problems 文件（.csv、.xlsx）--by 账号 [选项]            导入问题台账、热线工单
  lianqi import unsent 文件（手机导出的未送达记录）--by 账号 [选项]      导入手机没能发出的记录

  --crs 坐标系     文件中坐标的坐标系：WGS84（默认）、GCJ02、BD09、CGCS2000
  --by 账号        问题以哪个联企办账号的名义导入，只导入该账号辖区内企业的问题；未送达的记录由哪个联企办或管理员账号导入，作者仍是本人
  --dry-run        只检查和报告，不写入
  --partial        有不合格的行时，仍导入合格的行；不加则整批不导入
  --report 文件    把每一条问题写入 CSV 文件
`

// fileLimit is the largest file that is read, in bytes.
const fileLimit = 256 << 20

// job is what the arguments of import ask for.
type job struct {
	noun, file, report string
	by                 string // account that answers for it
	crs                geo.CRS
	options            intake.Options
}

// importers read a file's content and take it into the database, by the noun that the command names.
var importers = map[string]func(context.Context, *Program, []byte, job) (*intake.Report, error){
	"enterprises": func(ctx context.Context, p *Program, content []byte, j job) (*intake.Report, error) {
		table, err := intake.ReadTable(content, enterprise.Columns, j.options.Progress)
		if err != nil {
			return nil, err
		}
		return enterprise.Import(ctx, p.pool, table, j.crs, j.options)
	},
	"divisions": func(ctx context.Context, p *Program, content []byte, j job) (*intake.Report, error) {
		features, err := intake.ReadFeatures(content)
		if err != nil {
			return nil, err
		}
		return division.Import(ctx, p.pool, features, j.options)
	},
	"parks": func(ctx context.Context, p *Program, content []byte, j job) (*intake.Report, error) {
		features, err := intake.ReadFeatures(content)
		if err != nil {
			return nil, err
		}
		return park.Import(ctx, p.pool, features, j.options)
	},
	"cadres": func(ctx context.Context, p *Program, content []byte, j job) (*intake.Report, error) {
		table, err := intake.ReadTable(content, person.Columns, j.options.Progress)
		if err != nil {
			return nil, err
		}
		return person.Import(ctx, p.pool, table, j.options)
	},
	"problems": func(ctx context.Context, p *Program, content []byte, j job) (*intake.Report, error) {
		table, err := intake.ReadTable(content, problem.Columns, j.options.Progress)
		if err != nil {
			return nil, err
		}
		return problem.Import(ctx, p.pool, table, j.by, time.Now(), j.options)
	},
	"unsent": importUnsent,
}

// importFile loads enterprises, divisions, parks, cadres or problems from a file, prints what became of each row, and fails when a row was refused.
func importFile(ctx context.Context, p *Program, args []string) error {
	j, err := importJob(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(p.Out, importUsage)
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w\n%s", err, importUsage)
	}
	content, err := readLimited(j.file)
	if err != nil {
		return fmt.Errorf("读取文件失败：%w", err)
	}
	if err := p.openDatabase(ctx); err != nil {
		return err
	}
	j.options.Progress = intake.Meter(p.Out, time.Now)
	report, err := importers[j.noun](ctx, p, content, j)
	if err != nil {
		return fmt.Errorf("导入失败，没有写入：%w", err)
	}
	report.Print(p.Out)
	if j.report != "" {
		if err := writeReport(j.report, report); err != nil {
			return fmt.Errorf("写报告文件失败：%w", err)
		}
	}
	refused := len(report.Refused())
	switch {
	case refused > 0 && report.Saved:
		return fmt.Errorf("有 %d %s被拒绝，其余已导入", refused, report.Unit)
	case refused > 0:
		return fmt.Errorf("有 %d %s被拒绝，整批没有写入。改正后重新导入，或加 --partial 只导入合格的", refused, report.Unit)
	case !report.Saved:
		fmt.Fprintln(p.Out, "这是试运行，没有写入")
	}
	return nil
}

// importJob reads the arguments, options before or after the file.
func importJob(args []string) (j job, err error) {
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	crs := flags.String("crs", string(geo.WGS84), "")
	flags.StringVar(&j.report, "report", "", "")
	flags.StringVar(&j.by, "by", "", "")
	flags.BoolVar(&j.options.DryRun, "dry-run", false, "")
	flags.BoolVar(&j.options.Partial, "partial", false, "")
	var words []string
	for {
		if err := flags.Parse(args); err != nil {
			return j, fmt.Errorf("参数不对：%w", err)
		}
		if flags.NArg() == 0 {
			break
		}
		words, args = append(words, flags.Arg(0)), flags.Args()[1:]
	}
	if len(words) != 2 || importers[words[0]] == nil {
		return j, errors.New("请写明导入什么、从哪个文件导入")
	}
	j.noun, j.file, j.crs = words[0], words[1], geo.CRS(*crs)
	switch j.crs {
	case geo.WGS84, geo.GCJ02, geo.BD09, geo.CGCS2000:
	default:
		return j, fmt.Errorf("不认识坐标系 %s", j.crs)
	}
	if (j.noun == "problems" || j.noun == "unsent") != (j.by != "") {
		return j, errors.New("导入问题和未送达的记录要用 --by 写明账号，导入其他不用")
	}
	if j.noun != "enterprises" && j.crs != geo.WGS84 {
		return j, errors.New("--crs 只用于企业；GeoJSON 的坐标应是 WGS-84 或 CGCS2000")
	}
	return j, nil
}

// readLimited returns the content of a file of at most fileLimit bytes.
func readLimited(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, fileLimit+1))
	if len(content) > fileLimit {
		return nil, fmt.Errorf("文件超过 %d MB，请分成几个文件", fileLimit>>20)
	}
	return content, err
}

func writeReport(path string, r *intake.Report) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(r.WriteCSV(f), f.Close())
}
