-- While the database knows nothing of how many frames there are, a key that holds frame and band too tempts it to look for alike ones there, without their
-- keys: then each frame is compared with all. With the exhibit alone there is one way for each question.
alter table evidence.frame drop constraint frame_pk;
create index frame_exhibit on evidence.frame (force, exhibit);
