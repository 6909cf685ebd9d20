select setseed(0.42);
create temporary table forename as select row_number() over () - 1 as i, n from unnest(string_to_array(
  'David,John,Siân,Rhys,Mair,Carys,Gareth,Emma,James,Sarah,Megan,Dafydd,Owain,Catrin,Lowri,Huw,Ieuan,Nia,Thomas,Daniel,Laura,Rebecca,Mohammed,Aisha,Piotr,Anna,Llŷr,Angharad,Bethan,Ffion,Gwen,Iestyn,Joshua,Kayleigh,Liam,Manon,Nathan,Olivia,Paul,Rachel,Steffan,Tomos,Victoria,William,Yusuf,Zoe,Elin,Geraint,Heledd,Aled', ',')) n;
create temporary table surname as select row_number() over () - 1 as i, n from (
  select n from unnest(string_to_array(
    'Jones,Davies,Williams,Evans,Thomas,Roberts,Lewis,Hughes,Morgan,Griffiths,Edwards,Owen,James,Smith,Price,Rees,Phillips,Jenkins,Lloyd,Parry,Howells,Llewelyn,Pritchard,Bowen,Powell,ap Hywel,Wynn-Parry,O’Neill,Khan,Ahmed,Nowak,Taylor,Brown,Wilson,Patel,Singh,Murphy,Kelly,Cooper,Ward', ',')) n
  union all select 'Surn' || chr(97 + i % 26) || chr(97 + i / 26 % 26) || chr(97 + i / 676 % 26) || 'son' from generate_series(0, 4000) i) s;
insert into records.place (force, place, address, postcode, easting, northing)
select 98, md5('p' || g.i)::uuid,
       (g.i % 200) || ' ' || (array['Heol','Stryd','Ffordd','Lôn','Maes'])[1 + g.i % 5] || ' ' || s.n || ', Llwynlamp, LL' || (10 + g.i % 80) || ' ' || g.i % 10 || 'AB',
       'LL' || (10 + g.i % 80) || ' ' || g.i % 10 || 'AB', 300000 + random() * 50000, 200000 + random() * 50000
  from generate_series(0, $1 / 4 - 1) g (i) join surname s on s.i = g.i % 4040
 order by md5(g.i::text);
insert into records.nominal (force, nominal, created_at, name, born, born_first, born_last, sex, address)
select 98, md5('n' || r.i)::uuid, now(), f.n || ' ' || s.n, d::text, d, d, 'U', (1 + random() * 200)::int || ' Heol ' || s.n || ', Llwynlamp'
  from (select i, power(random(), 2) as a, power(random(), 3) as b, date '1935-01-01' + (random() * 30000)::int as d from generate_series(0, $1 - 1) i) r
  join forename f on f.i = (r.a * 49)::int
  join surname s on s.i = (r.b * 4040)::int
 order by md5(r.i::text);
insert into records.nominal_name (force, nominal, name) select force, nominal, name from records.nominal;
insert into records.crime (force, crime, reference, offence, status, reported_at, recorded_at, committed_from, place, address, easting, northing, narrative, method, flags)
select 98, md5('c' || i)::uuid, '98/2025/' || lpad(i::text, 7, '0') || '-0', (array['28E','105A','45','48/1','8N'])[1 + i % 5],
       (array['UnderInvestigation','Finalised','Finalised','Finalised','Finalised','Finalised','Finalised','OutcomeGiven'])[1 + i % 8],
       c.at, c.at, c.at, p.place, p.address, p.easting, p.northing,
       (array['Rear window forced','Front door kicked in','Car window smashed','Bicycle taken from shed','Phone snatched in the street','Shop window broken','Punched outside a pub','Van broken into','Torrwyd y ffenestr gefn','Dygwyd y beic'])[1 + i % 10]
       || ', ' || (array['laptop','jewellery','cash','tools','phone','handbag','bicycle','copper pipe','quad bike','nothing'])[1 + i / 10 % 10] || ' stolen near '
       || (array['the school','the park','the station','the chapel','the river','the market','the farm','the quarry','the library','the clinic'])[1 + i / 100 % 10]
       || '. Item mark ' || md5(i::text),
       '', '{}'
  from (select i, (i::bigint * 7919 % ($1 / 4))::int as j, now() - random() * interval '700 days' as at from generate_series(0, $1 - 1) i) c
  join records.place p on p.force = 98 and p.place = md5('p' || c.j)::uuid;
insert into records.link (force, record, link, outward, kind, other, other_kind, role, confidence, linked_at)
select 98, case when e.out then crime else nominal end, md5('l' || i)::uuid, e.out, case when e.out then 'Crime' else 'Nominal' end,
       case when e.out then nominal else crime end, case when e.out then 'Nominal' else 'Crime' end, 'Victim', 'Believed', now() - interval '1 day'
  from (select i, md5('c' || i)::uuid as crime, md5('n' || (i::bigint * 104729 % $1))::uuid as nominal from generate_series(0, $1 - 1) i) l
 cross join (values (true), (false)) e (out);
insert into records.vehicle (force, vehicle, vrm, make, model, colour)
select 98, md5('v' || i)::uuid, chr(65 + i % 26) || chr(65 + i / 26 % 26) || lpad((i % 100)::text, 2, '0') || chr(65 + i / 7 % 26) || chr(65 + i / 182 % 26) || chr(65 + i / 4732 % 26), 'Ford', 'Focus', 'blue'
  from generate_series(1, $1 / 4) i;
insert into records.communication (force, communication, kind, value, shown)
select 98, md5('t' || i)::uuid, 'Phone', '+447' || lpad((i::bigint * 7919 % 1000000000)::text, 9, '0'), '0' from generate_series(1, $1 / 2) i;
insert into contact.report (force, report, reference, secret_hash, kind, language, channel, submitted_at, changed_at, status, grade, proposed, band, score, route,
                            address, easting, northing, victim, suspects, words)
select 98, md5('r' || i)::uuid, 'BENCH-' || i, '', (array['burglary','theft','vehicle-crime','damage','assault'])[1 + i % 5], 'en', 'WEB', at, at,
       case when i % 500 = 0 then 'New' else 'Crimed' end, 'R', 'R', 'Moderate', 40, 'Resolution', 'Heol Fawr', 300000 + random() * 50000,
       200000 + random() * 50000, 'Siân Jones', '', 'Somebody forced the rear window and took a ' || (array['laptop','phone','bicycle'])[1 + i % 3] || ' from my house near the chapel while we were away for the weekend. '
       || 'The neighbours at number ' || i % 60 || ' saw a white van drive off towards the station at about ' || i % 24 || ' o''clock.'
  from (select i, now() - random() * interval '200 days' as at from generate_series(1, $1 / 5) i) r;
