/**
 * What people choose first, in small letters: from the published lists of the most used passwords, as far as it could reach the
 * minimum length with digits and signs around it.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password passwords passw0rd passwort passwd mypassword yourpassword thepassword newpassword oldpassword
  passwordpassword password1234 changeme changemenow pleasechangeme letmein letmeinnow letmeinplease welcome
  welcomeback welcomehome welcometothejungle qwerty qwertyuiop qwertyqwerty qwertyuiopasdf qwertyuiopasdfgh
  qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyasdfgh qwertzuiop azertyuiop asdfghjkl asdfasdfasdf
  asdfghjklasdfghjkl zxcvbnm zxcvbnmasdfghjkl qazwsxedc qazwsxedcrfv qazwsxedcrfvtgb 1qaz2wsx3edc 1qaz2wsx3edc4rfv
  1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i q1w2e3r4t5y6 zaq12wsxcde3 qwer1234asdf qwerty123456 123qweasdzxc
  1234qwerasdf 123456789012 1234567890123 12345678910 1234567891011 123456123456 123123123123 112233445566
  111222333444 123321123321 147258369147 159357159357 000000000000 abc123abc123 abcd1234abcd abcdefghijkl
  abcabcabcabc aaaaaaaaaaaa admin administrator adminadmin adminadminadmin administrator1 rootroot rootrootroot
  superadmin superuser superman supermansuperman batman spiderman iloveyou iloveyouiloveyou iloveyousomuch ilovemyself
  ilovegod lovelove lovelovelove loveyou forever foreverlove sunshine sunshinesunshine princess princessprincess
  football footballfootball baseball basketball monkeymonkey dragon dragondragon master mastermaster masterkey shadow
  shadowshadow michael jordan jennifer jessica charlie whatever trustno1 trustnoone starwars starwarsstarwars
  freedom freedomfreedom computer computercomputer internet internetinternet samsung samsungsamsung google googlegoogle
  facebook microsoft microsoftwindows linkedin correcthorsebatterystaple correct horse battery staple
  thisismypassword thisisapassword ilovemypassword nopassword guestguest guestguestguest useruseruser testtest
  testtesttest testingtesting test1234test temporary temporarypassword temppassword default defaultpassword secret
  secretsecret secretpassword topsecret opensesame companypassword company1234 fairlead fairleadfairlead
  woaini woaini1314 woaini520 woaini1314520 5201314 52013145201314 aini1314 nihao nihaonihao zhongguo zhang woaizhongguo
  mima mimamima wodemima summer winter spring autumn january february october november december monday`
    .split(/\s+/)
    .filter(Boolean),
);
