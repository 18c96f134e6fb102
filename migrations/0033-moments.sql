-- Who is in a video, and when. A face on a video is a track: one person from frame to frame, for a while; its row and its
-- picture are those of the clearest view.

CREATE TABLE moment (
  face INTEGER PRIMARY KEY REFERENCES face,
  begins REAL NOT NULL,   -- seconds from the beginning of the video
  ends REAL NOT NULL,
  clearest REAL NOT NULL, -- where the box of the face was seen
  views INTEGER NOT NULL, -- frames that it was found in
  clear_views INTEGER NOT NULL,
  -- JSON: numbers of frames. Two tracks that share one were seen at one time, and are two people.
  frames TEXT NOT NULL
) STRICT;

-- How far the search for people in a video is. No row: it waits for the first time. Begun, and not under way: the program was
-- ended in the middle of it.
CREATE TABLE video_analysis (
  photo INTEGER PRIMARY KEY REFERENCES photo,
  state TEXT NOT NULL CHECK (state IN ('begun', 'done', 'failed')),
  version INTEGER NOT NULL, -- 0: to be analysed again
  attempts INTEGER NOT NULL,
  reason TEXT,
  reason_words TEXT,
  retry_at TEXT
) STRICT;

-- 0: nobody is looked for in the videos of this folder.
ALTER TABLE folder ADD COLUMN finds_in_videos INTEGER NOT NULL DEFAULT 1 CHECK (finds_in_videos IN (0, 1));
