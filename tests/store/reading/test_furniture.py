"""Page furniture goes, and nothing that an article could state goes with it."""

import pytest

from store.reading.furniture import heads_links, is_furniture, is_kicker, without_furniture

FURNITURE = """
Home > Overseas Investment News > East China's city propels development
Home> Cultural Jining
You are here: Home » News » Business
HOME / NEWS / CITIES / COIMBATORE
Economía › Valencia
Top | Politics | Economy | Kyushu | Opinion
Engineering News | Home | Automotive
Skip to content
Print Print
Share Tweet Email Print
Facebook Twitter LinkedIn WhatsApp
Facebook   Twitter   Copy link   3 min read
Share this article 1.2k
L M S
A- A A+
Font size: A A A
[Print] [Close]
1834 Views
COMMENTS (14) SHARE
3 min read
Page 1 of 3
32470a2be047094df4f2b75046e3cb22 - 副本.jpg
VCG211357887117.jpg
A photo showcasing the machinery of a group in Jining. [Photo/Iqilu website]
An aerial view of the city in East China.[Photo/CFP]
Workers check cars in Hefei. (Xinhua/Zhang Wei)
A visitor tries a wristband. (Photo: VNA)
Photo: A worker at the plant
Photo by Jane Doe/VCG
File photo
Representational image
(Photo courtesy of the zone)
REUTERS/Jane Doe
Getty Images
Image courtesy: Ministry of Commerce
Please contact us in case of Copyright Infringement of the photo sourced from the internet, we will remove it.
Copyright 1995 - 2022. All rights reserved.
© 2023 The Daily Post
The views expressed in this article are those of the author.
This website uses cookies to improve your experience. By continuing you agree to our policy.
Accept all cookies
Advertorial
ADVERTISEMENT
Story continues below advertisement
Sign up for our daily newsletter
Subscribe
Follow us on Facebook and Twitter
Follow China Daily on Twitter
For more information, please visit www.example.com
Read more: Three ports to expand
Also read: Exports climb
Related news: Ministry seeks safer smelters
(Reporting by Jane Doe; Editing by John Smith)
Editor: Zhang Wei
Source: Xinhua | Editor: huaxia
SOURCE Administrative Committee of the Zone
View original content: https://www.example.com/a.html
https://www.example.com/a.html
jane@example.com
(END)
ENDS
-- BERNAMA
***
MV/SK
(Release ID: 1796904) Visitor Counter : 2,118
Media Contact:
Tel: +86-10-1234
Hotline: 0938 500 000 Editor-in-chief: Jane Doe
Except for the headline, this story has not been edited by our staff.
""".strip().splitlines()

STATEMENTS = """
The printing base has an annual capacity of 30 million copies.
Print and publishing revenue rose 10 percent.
Home appliances, 52 percent of exports, grew fastest.
Share prices fell 3 percent on Monday.
More than 300 photos of the port were shown.
Photo-voltaic capacity reached 40 gigawatts.
Images of 12 satellites are sold at 3,000 yuan each.
Pictures from the plant show 12 robots at work.
Like its rivals, the company on Monday expanded its lines.
Follow-up projects worth 3 billion yuan will start at the port.
The company sued over copyright infringement and asked for 3 million yuan.
We make 30 million cookies a day, she said.
Compiled by the bureau, the data show a rise of 5 percent in the first half of the year.
This report was published by the bureau on Monday and counts 52 firms.
Source materials cost 10 percent more.
Sources said the deal is worth $3 billion.
Subscribers rose to 3 million.
Related industries employ 20,000 people.
Top 10 industries
Revenue > 5 billion yuan
Sign of recovery: exports up 4 percent
Asia and Europe trade rises
GDP up 5.2%
Editor's pick was the 3-billion-yuan plant, which opened in 2021.
Contact lenses worth 30 million yuan were exported.
Getty, a maker of images, earned $3 million.
End of an era for 300 workers.
52 tenants
Total: 3 billion yuan
Jinan | 3.1 billion yuan | up 4 percent | 2021
Jinan | 31 | 44 | 52
No part of this region grew by less than 3 percent.
Fax machines: 3,000 a year
""".strip().splitlines()


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    assert is_furniture(" ".join(line.split()))


@pytest.mark.parametrize("line", STATEMENTS)
def test_statements_stay(line: str) -> None:
    assert not is_furniture(line)
    assert not heads_links(line)
    assert without_furniture([line]) == [line]


def test_a_heading_of_links_takes_the_links_with_it() -> None:
    kept = ["Output rose 10 percent in the first half of the year.", "It is expected to rise further."]
    links = ["Related stories", "Foreign trade up 3.1 percent in July", "100 days to go"]
    assert without_furniture([kept[0], *links]) == kept[:1]
    assert without_furniture([kept[0], *links, kept[1], "Relevant Information"]) == kept


def test_a_credit_at_the_end_goes_and_its_paragraph_stays() -> None:
    long = "The zone has 52 tenants, which recorded revenue of 3 billion yuan. " * 8
    assert without_furniture([long + "[Photo/CFP]"]) == [long.rstrip()]
    assert without_furniture(["Output rose. (Reporting by Jane Doe)"]) == ["Output rose."]
    assert without_furniture(["Output rose. Enditem"]) == ["Output rose."]
    assert without_furniture(["Output rose. - SAnews.gov.za"]) == ["Output rose."]


@pytest.mark.parametrize(
    "label", ["BUSINESS", "Press Release", "For immediate release", "Ministry of Heavy Industries"]
)
def test_labels_above_a_headline(label: str) -> None:
    assert is_kicker(label)


@pytest.mark.parametrize("headline", ["Industry leads growth", "India, China agree on trade", "Markets rise"])
def test_headlines_are_no_labels(headline: str) -> None:
    assert not is_kicker(headline)
