// Names of towns and countries, which are written otherwise in another language. The list of towns knows one name of each.

/** By its country and its name in the list: as German has it, where that is another name. */
const GERMAN_TOWNS: Readonly<Record<string, string>> = {
  'AM Yerevan': 'Eriwan',
  'AT Vienna': 'Wien',
  'BE Brugge': 'Brügge',
  'BE Brussels': 'Brüssel',
  'BE Liège': 'Lüttich',
  'CH Biel/Bienne': 'Biel',
  'CH Fribourg': 'Freiburg im Üechtland',
  'CH Genève': 'Genf',
  'CH Neuchâtel': 'Neuenburg',
  'CL Santiago': 'Santiago de Chile',
  'CN Beijing': 'Peking',
  'CU Havana': 'Havanna',
  'CY Nicosia': 'Nikosia',
  'CZ Brno': 'Brünn',
  'CZ Karlovy Vary': 'Karlsbad',
  'CZ Prague': 'Prag',
  'CZ Český Krumlov': 'Krumau',
  'DE Munich': 'München',
  'DK Copenhagen': 'Kopenhagen',
  'DZ Algiers': 'Algier',
  'EG Cairo': 'Kairo',
  'ET Addis Ababa': 'Addis Abeba',
  'FR Dunkerque': 'Dünkirchen',
  'FR Mulhouse': 'Mülhausen',
  'FR Nice': 'Nizza',
  'FR Strasbourg': 'Straßburg',
  'GE Tbilisi': 'Tiflis',
  'GR Athens': 'Athen',
  'GR Corfu': 'Korfu',
  'GR Irákleion': 'Heraklion',
  'GR Piraeus': 'Piräus',
  'GR Thessaloníki': 'Thessaloniki',
  'GT Guatemala City': 'Guatemala-Stadt',
  'HK Hong Kong': 'Hongkong',
  'IN Kolkata': 'Kalkutta',
  'IN New Delhi': 'Neu-Delhi',
  'IQ Baghdad': 'Bagdad',
  'IR Tehran': 'Teheran',
  'IT Bolzano': 'Bozen',
  'IT Florence': 'Florenz',
  'IT Genoa': 'Genua',
  'IT Merano': 'Meran',
  'IT Milan': 'Mailand',
  'IT Naples': 'Neapel',
  'IT Rome': 'Rom',
  'IT Trento': 'Trient',
  'IT Trieste': 'Triest',
  'IT Venice': 'Venedig',
  'JP Tokyo': 'Tokio',
  'KW Kuwait City': 'Kuwait-Stadt',
  'LU Luxembourg': 'Luxemburg',
  'LY Tripoli': 'Tripolis',
  'MA Marrakesh': 'Marrakesch',
  'MN Ulan Bator': 'Ulaanbaatar',
  'MX Mexico City': 'Mexiko-Stadt',
  'NL Nijmegen': 'Nimwegen',
  'NL The Hague': 'Den Haag',
  'PA Panamá': 'Panama-Stadt',
  'PL Gdańsk': 'Danzig',
  'PL Kraków': 'Krakau',
  'PL Poznań': 'Posen',
  'PL Szczecin': 'Stettin',
  'PL Warsaw': 'Warschau',
  'PL Wrocław': 'Breslau',
  'PT Lisbon': 'Lissabon',
  'RO Bucharest': 'Bukarest',
  'RS Belgrade': 'Belgrad',
  'RU Moscow': 'Moskau',
  'RU Saint Petersburg': 'Sankt Petersburg',
  'SD Khartoum': 'Khartum',
  'SG Singapore': 'Singapur',
  'SY Damascus': 'Damaskus',
  'TW Taipei': 'Taipeh',
  'UA Kyiv': 'Kiew',
  'UA Odesa': 'Odessa',
  'VN Ho Chi Minh City': 'Ho-Chi-Minh-Stadt',
  'ZA Cape Town': 'Kapstadt',
};

export type TownLanguage = 'en' | 'de';

export function townName(language: TownLanguage, country: string, name: string): string {
  return language === 'de' ? (GERMAN_TOWNS[`${country} ${name}`] ?? name) : name;
}

/** @param country ISO 3166-1, two letters */
export function countryName(language: TownLanguage, country: string): string {
  return COUNTRIES[language].of(country) ?? country;
}

const COUNTRIES: Readonly<Record<TownLanguage, Intl.DisplayNames>> = {
  en: new Intl.DisplayNames('en', { type: 'region' }),
  de: new Intl.DisplayNames('de', { type: 'region' }),
};
