-- The statements, in their order, that make of what the reader's role may do in the schema public what it should: $1 are columns to select, as
-- table.column, $2 functions to call, $3 functions of PostgreSQL that nobody but those who can sign in now should call. None when all is as it should be. What belongs to an extension is not touched.
with own as (
  select c.oid, c.relname::text as name,
         exists (select from aclexplode(c.relacl) g where g.grantee = 'lianqi_reader'::regrole)
         or exists (select from pg_attribute a cross join aclexplode(a.attacl) g
                     where a.attrelid = c.oid and g.grantee = 'lianqi_reader'::regrole and g.privilege_type <> 'SELECT') as more -- than it ever should
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
), wanted as (
  select split_part(w, '.', 1) as name, split_part(w, '.', 2) as col from unnest($1::text[]) w
), given as (
  select o.name, a.attname::text as col
    from own o join pg_attribute a on a.attrelid = o.oid cross join aclexplode(a.attacl) g
   where not o.more and not a.attisdropped and g.grantee = 'lianqi_reader'::regrole
), function as (
  select p.oid::regprocedure as it, p.proname = any($2::text[]) as wanted, has_function_privilege('public', p.oid, 'execute') as open,
         exists (select from aclexplode(p.proacl) g where g.grantee = 'lianqi_reader'::regrole) as given
    from pg_proc p
   where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
     and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
), door as (
  select it from unnest($3::text[]) it where has_function_privilege('public', it, 'execute') and (select rolsuper from pg_roles where rolname = current_user)
)
select text from (
  select 1, format('revoke all on public.%I from lianqi_reader', name) from own where more
  union all
  select 2, format('revoke select (%s) on public.%I from lianqi_reader', string_agg(quote_ident(col), ', '), name)
    from (table given except table wanted) surplus group by name
  union all
  select 3, format('grant select (%s) on public.%I to lianqi_reader', string_agg(quote_ident(col), ', '), name)
    from (table wanted except table given) lacking group by name
  union all
  select 4, format('revoke execute on function %s from public', it) from function where open
  union all
  select 5, format('grant execute on function %s to lianqi_reader', it) from function where wanted and not given
  union all
  select 6, format('revoke execute on function %s from lianqi_reader', it) from function where given and not wanted
  union all
  select 7, format('grant usage on schema public to lianqi_reader') where not has_schema_privilege('lianqi_reader', 'public', 'usage')
  union all
  select 8, format('grant execute on function %s to %s', it, string_agg(quote_ident(rolname), ', ')) -- as a backup needs it
    from door, pg_roles where rolcanlogin and not rolsuper group by it
  union all
  select 9, format('revoke execute on function %s from public', it) from door
) statement (n, text) order by n
