// Odd metadata that another program writes into a file, and what is to be made of it.

/** Written by ExifTool, which checks nothing when it is told so (-n). */
export type Written = Record<string, string | number | string[]>;
export const WRITTEN: [what: string, tags: Written, expected: object][] = [
  ['zeros with blanks', { 'ExifIFD:DateTimeOriginal': '0000:00:00' }, { takenFrom: 'file' }],
  ['the year 1', { 'ExifIFD:DateTimeOriginal': '0001:01:01 00:00:00' }, { takenFrom: 'file' }],
  ['30 February', { 'ExifIFD:DateTimeOriginal': '2012:02:30 10:00:00' }, { takenFrom: 'file' }],
  ['2099', { 'ExifIFD:DateTimeOriginal': '2099:01:01 00:00:00' }, { takenFrom: 'file' }],
  ['the Unix epoch', { 'ExifIFD:DateTimeOriginal': '1970:01:01 00:00:00' }, { takenFrom: 'file' }],
  ['a month', { 'ExifIFD:DateTimeOriginal': '1985:08:00 00:00:00' }, { takenAt: '1985-08', takenPrecision: 'month' }],
  ['a month of XMP', { 'XMP-photoshop:DateCreated': '1985:08' }, { takenAt: '1985-08', takenFrom: 'xmp' }],
  ['a year of XMP', { 'XMP-photoshop:DateCreated': '1962' }, { takenAt: '1962', takenFrom: 'xmp' }],
  ['a year of IPTC', { 'IPTC:DateCreated': '1962:00:00' }, { takenAt: '1962', takenFrom: 'iptc' }],
  ['a day that has no time', { 'ExifIFD:DateTimeOriginal': '2018:10:13' }, { takenAt: '2018-10-13' }],
  ['61 minutes', { 'ExifIFD:DateTimeOriginal': '2018:10:13 12:61:00' }, { takenAt: '2018-10-13' }],
  ['61 seconds', { 'ExifIFD:DateTimeOriginal': '2018:10:13 12:30:61' }, { takenAt: '2018-10-13T12:30' }],
  ['slashes', { 'ExifIFD:DateTimeOriginal': '2012/07/04 12:30:45' }, { takenAt: '2012-07-04T12:30:45' }],
  ['dots', { 'ExifIFD:DateTimeOriginal': '2012.07.04 12.30.45' }, { takenAt: '2012-07-04T12:30:45' }],
  ['as in ISO 8601', { 'ExifIFD:DateTimeOriginal': '2012-07-04T12:30:45' }, { takenAt: '2012-07-04T12:30:45' }],
  [
    'Z behind the time',
    { 'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45Z' },
    { takenAt: '2012-07-04T12:30:45', takenOffset: '+00:00' },
  ],
  [
    'a zone without a colon behind the time',
    { 'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45 -0330' },
    { takenAt: '2012-07-04T12:30:45', takenOffset: '-03:30' },
  ],
  [
    'the hour of a day that XMP knows without one',
    {
      'XMP-photoshop:DateCreated': '2006:10:29',
      'IPTC:DateCreated': '2006:10:29',
      'IPTC:TimeCreated': '06:27:51-05:00',
    },
    { takenAt: '2006-10-29T06:27:51', takenOffset: '-05:00', takenFrom: 'iptc' },
  ],
  [
    'no hour of another day',
    { 'XMP-photoshop:DateCreated': '2006:10:29', 'ExifIFD:CreateDate': '2006:11:02 08:00:00' },
    { takenAt: '2006-11-02T08:00:00', takenFrom: 'exif' },
  ],
  [
    'no more of a year than the year',
    { 'ExifIFD:DateTimeOriginal': '2005:00:00 00:00:00', 'ExifIFD:CreateDate': '2005:06:01 12:00:00' },
    { takenAt: '2005', takenFrom: 'exif' },
  ],
  ['the date of a PDF’s XMP', { 'XMP-pdf:CreationDate': '2008:10:20 19:54:15' }, { takenAt: '2008-10-20T19:54:15' }],
  ['before photography', { 'ExifIFD:DateTimeOriginal': '1825:01:01 00:00:00' }, { takenFrom: 'file' }],
  ['before 1900', { 'ExifIFD:DateTimeOriginal': '1888:05:17 09:00:00' }, { takenAt: '1888-05-17T09:00:00' }],
  [
    'the day of digitising where the other is blank',
    { 'ExifIFD:DateTimeOriginal': '    :  :     :  :  ', 'ExifIFD:CreateDate': '2012:07:04 12:30:45' },
    { takenAt: '2012-07-04T12:30:45', takenFrom: 'exif' },
  ],
  [
    'what a program changed, where nothing else is said',
    { 'IFD0:ModifyDate': '2012:07:04 12:30:45' },
    { takenAt: '2012-07-04T12:30:45', takenFrom: 'exif' },
  ],
  [
    'XMP before what a program changed',
    { 'IFD0:ModifyDate': '2019:01:01 00:00:00', 'XMP-exif:DateTimeOriginal': '1962:08:15 10:00:00' },
    { takenAt: '1962-08-15T10:00:00', takenFrom: 'xmp' },
  ],
  [
    'EXIF before XMP before IPTC',
    {
      'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45',
      'XMP-exif:DateTimeOriginal': '1962:08:15 10:00:00',
      'IPTC:DateCreated': '1950:01:01',
    },
    { takenAt: '2012-07-04T12:30:45', takenFrom: 'exif' },
  ],
  [
    'IPTC with its time',
    { 'IPTC:DateCreated': '1962:08:15', 'IPTC:TimeCreated': '10:00:00+01:00' },
    { takenAt: '1962-08-15T10:00:00', takenFrom: 'iptc', takenOffset: '+01:00' },
  ],
  [
    'the world time of GPS',
    { 'GPS:GPSDateStamp': '2012:07:04', 'GPS:GPSTimeStamp': '10:30:45' },
    { takenAt: '2012-07-04T10:30:45', takenFrom: 'gps', takenOffset: '+00:00' },
  ],
  [
    'one odd tag among good ones',
    {
      'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45',
      'ExifIFD:OffsetTimeOriginal': 'local',
      'IFD0:Rating': 9,
      'IFD0:Model': 'X100',
    },
    { takenAt: '2012-07-04T12:30:45', takenOffset: null, rating: null, camera: 'X100' },
  ],
  ['stars as Windows writes them', { 'XMP-microsoft:RatingPercent': 75 }, { rating: 4, ratingFrom: 'xmp' }],
  ['stars of EXIF', { 'IFD0:Rating': 2 }, { rating: 2, ratingFrom: 'exif' }],
  ['five stars of XMP', { 'XMP-xmp:Rating': 5 }, { rating: 5, ratingFrom: 'xmp' }],
  ['a title of IPTC', { 'IPTC:ObjectName': 'Frühstück' }, { title: 'Frühstück', titleFrom: 'iptc' }],
  ['a title of XMP', { 'XMP-dc:Title': '早餐 & <b>' }, { title: '早餐 & <b>', titleFrom: 'xmp' }],
  ['a title of Windows', { 'IFD0:XPTitle': 'Ünal 日本' }, { title: 'Ünal 日本', titleFrom: 'exif' }],
  ['a title that is a number', { 'XMP-dc:Title': '1962' }, { title: '1962' }],
  ['what cameras write into every photo', { 'IFD0:ImageDescription': 'OLYMPUS DIGITAL CAMERA' }, { title: null }],
  [
    'keywords of every kind, once each',
    { 'XMP-dc:Subject': ['See', 'Anna'], 'IPTC:Keywords': ['Anna', 'Boot'], 'IFD0:XPKeywords': 'Boot;Sommer' },
    { keywords: ['See', 'Anna', 'Boot', 'Sommer'] },
  ],
  ['a description', { 'XMP-dc:Description': 'Am See' }, { description: 'Am See', title: null }],
  [
    'camera and lens',
    { 'IFD0:Make': 'Canon', 'IFD0:Model': 'Canon EOS 5D', 'ExifIFD:LensModel': 'EF50mm' },
    { camera: 'Canon EOS 5D', lens: 'EF50mm' },
  ],
  ['a maker’s name before its camera', { 'IFD0:Make': 'FUJIFILM', 'IFD0:Model': 'X100' }, { camera: 'FUJIFILM X100' }],
  [
    'a place in the south and the west',
    {
      'GPS:GPSLatitude': 33.5,
      'GPS:GPSLatitudeRef': 'S',
      'GPS:GPSLongitude': 70.25,
      'GPS:GPSLongitudeRef': 'W',
    },
    { latitude: -33.5, longitude: -70.25 },
  ],
  [
    'a place of XMP',
    { 'XMP-exif:GPSLatitude': -33.5, 'XMP-exif:GPSLongitude': 70.25 },
    { latitude: -33.5, longitude: 70.25 },
  ],
  [
    'zeros of a receiver without a fix',
    { 'GPS:GPSLatitude': 0, 'GPS:GPSLatitudeRef': 'N', 'GPS:GPSLongitude': 0, 'GPS:GPSLongitudeRef': 'E' },
    { latitude: null, longitude: null },
  ],
];
