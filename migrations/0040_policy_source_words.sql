-- Where a policy's numbers are from is read by people (时限方案), who do not know the numbers of our notes.

-- +goose Up
update sla_policy set source = regexp_replace(source, '（P[0-9–P]+）', '', 'g');
