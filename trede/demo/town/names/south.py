"""Common first and last names of Morocco, Congo, Somalia, Eritrea and Guinea, to be combined at random."""

MA_MEN = """
Mohamed Ahmed Youssef Hamza Ayoub Bilal Omar Karim Rachid Said Hassan Hicham Khalid Mustapha Abdelkader
Abdellah Anas Ilyas Soufiane Yassine Mehdi Amine Nabil Tarik Jamal Driss Brahim Aziz Fouad Noureddine
Zakaria Adil Redouane Samir Imad Marouane Ismail Oussama Badr Mounir Lahcen Taoufik
"""
MA_WOMEN = """
Fatima Khadija Aicha Naima Samira Latifa Malika Hafida Rachida Karima Nadia Zineb Salma Imane Hanane
Loubna Ikram Meryem Siham Asmae Ghizlane Nora Jamila Saida Souad Hayat Zahra Yasmina Sanae Oumaima
Chaimae Houda Btissam Wafae Najat Touria Rabia Farida Mina Habiba Ilham Amal
"""
MA_LAST = """
El_Amrani Bennani El_Alaoui El_Idrissi Tazi Benali Bouzid Benjelloun Chaoui Cherkaoui Daoudi Fassi Filali Ghazi
Haddad Hamdaoui Jabri Kadiri Lahlou Lamrani Mansouri Mernissi Naciri Ouali Rahmouni Saidi Sebti Slaoui
Tahiri Touzani Yaacoubi Zerouali Belhaj Bouazza Boulahrir Azzouzi Aouragh Bakkali Boukhari Chahbi Dahmani
Elkhattabi Ezzahiri Hachimi Karimi Khattabi Makhloufi Mokhtari Nejjari Ouahabi Ouchen Rifi Serroukh
Taouil Yahyaoui Ziani
"""

CD_MEN = """
Jean-Pierre Patrick Christian Serge Dieudonne Emmanuel Fiston Papy Trésor Héritier Gloire Joseph Alain
Didier Guylain Blaise Junior Merveil Cedrick Rodrigue Olivier Jonathan Exaucé Christophe Felicien
Bienvenu Innocent Pascal Prosper Thierry Hervé Landry Yves Eric Michel Albert Faustin Boniface Chadrac
Samuel David Arsene
"""
CD_WOMEN = """
Grace Merveille Divine Gloria Nathalie Chantal Béatrice Esther Ruth Rachel Naomie Sarah Christelle
Bibiche Mamie Clarisse Pascaline Solange Thérèse Marie-Claire Jolie Nadège Huguette Ornella Plamedi
Dorcas Deborah Rebecca Florence Brigitte Joelle Fanny Sylvie Carine Mireille Patience Aimée Josephine
Julienne Blandine Odette Claudine
"""
CD_LAST = """
Mbuyi Kabongo Ilunga Kalala Mukendi Tshibangu Kasongo Mutombo Kabeya Ngoy Mwamba Banza Kalonji Lukusa
Mulumba Ntumba Tshimanga Bokungu Lokwa Mbala Nsimba Nzuzi Makiese Matondo Lusamba Kapinga Mpiana Ngalula
Kayembe Beya Badibanga Bakajika Bolamba Bosenge Diakiese Kiala Kitoko Landu Luyeye Malonga Massamba
Mavungu Mayele Mboma Mpoyi Muamba Mujinga Nkulu Nlandu Nsenga Odia Wembo
"""

SO_MEN = """
Abdi Mohamed Ahmed Hassan Ali Omar Ibrahim Yusuf Abdullahi Abdirahman Mahad Liban Farah Bashir Jama
Khalid Mustafe Said Guled Warsame Ismail Hussein Osman Nur Muse Hamza Zakariya Faysal Yahye Ayanle Bile
Daud Mukhtar Sharmarke Sakariye Abshir Cabdi Deeq Burhan Suleyman Idris Roble
"""
SO_WOMEN = """
Amina Fadumo Halimo Hodan Ifrah Ayan Sahra Khadra Nimco Hibo Asha Maryan Hawa Safia Ubah Zamzam Fartun
Ladan Deqa Idil Saynab Naima Hamdi Rahma Sumaya Ikran Leyla Shukri Muna Filsan Bilan Habon Kowsar Najma
Raho Qadra Anisa Farhiya Hinda Nasra Roda Warda
"""
SO_LAST = """
Abdullahi Abdi Adan Addow Afrah Ahmed Aden Ali Awale Barre Barrow Bile Botan Buraale Cige Culusow Dahir
Diriye Duale Egal Elmi Farah Gedi Geedi Guled Gure Haji Hashi Hassan Hersi Hirsi Hussein Ibrahim Igal
Ismail Jama Jimale Kahin Khalif Liban Mahamud Mahdi Mire Mohamud Mursal Nur Osman Qasim Roble Said
Samatar Shire Warsame Yusuf Abshir
"""

ER_MEN = """
Yonas Tesfay Filmon Samuel Daniel Robel Amanuel Kidane Mehari Haile Tekle Berhane Abraham Yohannes
Merhawi Natnael Henok Aron Biniam Dawit Efrem Ermias Fitsum Girmay Goitom Habtom Kibrom Medhanie Mulugeta
Nahom Petros Semere Solomon Tedros Temesgen Teklit Weldu Yosief Zerai Isaias Awet Hermon
"""
ER_WOMEN = """
Selam Feven Luwam Helen Saba Bethlehem Rahel Semhar Winta Yordanos Eden Freweini Letebrhan Almaz Tsega
Mebrat Senait Tirhas Ruta Rigat Natsnet Mihret Lemlem Kisanet Hiwet Genet Feruz Eyerus Elsa Danait Bisrat
Azeb Adiam Abrehet Zufan Timnit Milena Delina Nigisti Hana Meron Simret
"""
ER_LAST = """
Abraha Araya Asfaha Asmerom Beraki Berhe Bokretsion Debesay Desta Fessehaye Fisehaye Gebre Gebrehiwet
Gebremariam Gebremedhin Gebreyesus Ghebre Ghirmay Habte Habtemariam Hagos Hailemichael Kahsay Kidane
Kiflay Kiflemariam Mebrahtu Mengistu Misghina Negash Ogbazghi Okbay Rezene Sebhatu Sium Solomon Tekeste
Tekle Teklemariam Tesfagabir Tesfamariam Tesfay Tewelde Tsegay Weldegebriel Weldemichael Weldeslassie
Woldu Yemane Zeray Zerom Zewde
"""

GN_MEN = """
Mamadou Ibrahima Alpha Amadou Abdoulaye Ousmane Boubacar Thierno Moussa Sekou Fode Lansana Mohamed
Aboubacar Saliou Souleymane Elhadj Cellou Alseny Naby Karamoko Facinet Mory Bangaly
"""
GN_WOMEN = """
Aissatou Fatoumata Mariama Kadiatou Hawa Binta Oumou Djenabou Aminata Hadja Ramatoulaye Safiatou Nene
Salematou Adama Mabinty Fanta Saran Makale Nana Aicha Assiatou Diaraye Tenin
"""
GN_LAST = """
Diallo Bah Barry Sow Balde Camara Sylla Soumah Bangoura Conde Keita Toure Traore Cisse Kaba Fofana
Kourouma Doumbouya Conte Sidibe Diakite Kante Souare Sacko Sangare
"""
